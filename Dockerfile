# The app as one process: `docker build -t nnviz . && docker run --rm -p 8501:8501 nnviz`. docs/hosting.md says more.
# A test does by hand what stands here: what is copied, as this user, with this environment and this command.

FROM python:3.11-slim AS packages
COPY requirements.txt constraints.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --only-binary :all: --constraint constraints.txt --requirement requirements.txt

FROM python:3.11-slim
RUN useradd --uid 1000 --create-home nnviz
COPY --from=packages /venv /venv
WORKDIR /app
COPY app.py LICENSE ./
COPY .streamlit .streamlit
COPY nnviz nnviz
COPY pages pages
RUN /venv/bin/python -m compileall -q app.py nnviz pages

# The limits of a public demo hold (docs/hosting.md has them all); NNVIZ_PUBLIC=0 lifts them.
ENV PATH=/venv/bin:$PATH
ENV HOME=/home/nnviz
ENV PYTHONUNBUFFERED=1
ENV STREAMLIT_SERVER_HEADLESS=true
ENV STREAMLIT_SERVER_FILE_WATCHER_TYPE=none
ENV NNVIZ_PUBLIC=1
ENV PORT=8501

USER 1000
EXPOSE 8501
# Python's urllib asks /_stcore/health: the image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-m", "pages.shared.hosting.health"]
CMD ["sh", "-c", "exec streamlit run app.py --server.address=0.0.0.0 --server.port=$PORT"]
