FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --requirement requirements.txt

COPY . .
RUN pip install --no-cache-dir --no-deps --editable . \
    && python -m dashboard.webmap.publish \
    && useradd --create-home --uid 10001 seabrief
USER seabrief

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8501/_stcore/health', timeout=4)"]

# The container listens on all its interfaces; how its port is published says who may reach it.
ENTRYPOINT ["seabrief", "run", "--port", "8501", "--address", "0.0.0.0"]
