package io.countersign.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Kept connections to the services, for callers that wait on threads of their own. Nothing is tried again here: whoever asked
 * knows whether the same request may be sent twice.
 */
public final class Connections {

    private static final int MOST = 256;
    private static final int SECONDS_TO_CONNECT = 5;
    private static final int SECONDS_OF_SILENCE = 30;

    private Connections() {}

    /** To be closed when nobody calls any more, or left to the end of the program. */
    public static CloseableHttpClient open() {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MOST)
                .setMaxConnPerRoute(MOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(SECONDS_TO_CONNECT, TimeUnit.SECONDS)
                        .setSocketTimeout(SECONDS_OF_SILENCE, TimeUnit.SECONDS)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** What an answer says; empty where it has no body. */
    static String body(ClassicHttpResponse answer) throws IOException, ParseException {
        HttpEntity body = answer.getEntity();
        return body == null ? "" : EntityUtils.toString(body, UTF_8);
    }
}
