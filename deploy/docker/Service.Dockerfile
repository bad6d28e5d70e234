# Any Spring Boot module; the build context is its target folder, after `mvn package`.
FROM eclipse-temurin:25-jre
WORKDIR /app
COPY *-app.jar /tmp/app.jar
RUN java -Djarmode=tools -jar /tmp/app.jar extract --destination /app --force && mv /app/app.jar /app/run.jar \
 && rm /tmp/app.jar && useradd --system --uid 10001 countersign \
 && mkdir -p /var/lib/countersign && chown countersign /var/lib/countersign
USER countersign
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=3s --timeout=3s --start-period=300s --retries=20 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", \
  "--enable-native-access=ALL-UNNAMED", "-jar", "/app/run.jar"]
