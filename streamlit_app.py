"""Entry point for Streamlit: the application with its HTTP side, and the script that it runs for viewers."""

if __name__ == "__main__":
    from dashboard.app import run

    run()
else:
    from streamlit.starlette import App

    from dashboard.server.application import create_parts

    app = App(__file__, **create_parts())
