FROM python:3.12-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 SEABRIEF_HOME=/srv/seabrief
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH

WORKDIR /build
COPY requirements-image.txt .
RUN pip install --require-hashes --requirement requirements-image.txt

COPY . .
RUN pip install --no-deps .

# Not beside the sources, which Python would take instead of what is installed.
WORKDIR /srv
RUN python -m dashboard.webmap.publish


FROM python:3.12-slim

COPY --from=build /venv /venv
COPY --from=build /srv/seabrief /srv/seabrief
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 SEABRIEF_HOME=/srv/seabrief
WORKDIR /srv/seabrief
USER 10001:10001

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8501/healthz', timeout=4)"]

# The container listens on all its interfaces; how its port is published says who may reach it.
ENTRYPOINT ["seabrief", "run", "--port", "8501", "--address", "0.0.0.0"]
