# Creates topics, registers schemas, seeds the default policy, and stays, healthy, once that is done: so that
# `docker compose up --wait` can wait for it as for anything else.
FROM eclipse-temurin:25-jre
WORKDIR /app
COPY classpath /app/classpath
COPY platform-setup-*.jar /app/
HEALTHCHECK --interval=2s --timeout=2s --start-period=180s --retries=20 CMD ["test", "-f", "/tmp/done"]
STOPSIGNAL SIGKILL
ENTRYPOINT ["bash", "-c", "rm -f /tmp/done && java -Xmx128m -cp '/app/*:/app/classpath/*' io.countersign.setup.PlatformSetup && touch /tmp/done && exec sleep infinity"]
