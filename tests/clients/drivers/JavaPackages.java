// SPDX-License-Identifier: MIT
// Java's clients that are packages of their own; see JavaClients.java. usage: JavaPackages.java apache4|apache5|okhttp
import java.io.*;
import java.util.*;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;

public class JavaPackages {
    static byte[] bytes(JavaClients.Wish wish) {
        return wish.bytes();
    }

    static String[] user(JavaClients.Wish wish) {
        return wish.user().split(":", 2);
    }

    static String send4(JavaClients.Wish wish) throws Exception {
        var credentials = new org.apache.http.impl.client.BasicCredentialsProvider();
        if (wish.user() != null)
            credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(user(wish)[0], user(wish)[1]));
        var request = org.apache.http.client.methods.RequestBuilder.create(wish.method()).setUri(wish.url());
        for (int i = 0; i + 1 < wish.fields().size(); i += 2)
            request.addHeader(wish.fields().get(i), wish.fields().get(i + 1));
        if (wish.stream())
            request.setEntity(new org.apache.http.entity.InputStreamEntity(new ByteArrayInputStream(bytes(wish))));
        else if (wish.body() != null)
            request.setEntity(new org.apache.http.entity.ByteArrayEntity(bytes(wish)));
        try (var client = org.apache.http.impl.client.HttpClients.custom().setSSLContext(JavaClients.trustingAll())
                              .setSSLHostnameVerifier((name, session) -> true).setDefaultCredentialsProvider(credentials).build();
             var response = client.execute(request.build())) {
            return response.getStatusLine().toString();
        }
    }

    static String send5(JavaClients.Wish wish) throws Exception {
        var credentials = new org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider();
        if (wish.user() != null)
            credentials.setCredentials(new org.apache.hc.client5.http.auth.AuthScope(null, -1),
                                       new org.apache.hc.client5.http.auth.UsernamePasswordCredentials(
                                           user(wish)[0], user(wish)[1].toCharArray()));
        var sockets = new SSLConnectionSocketFactory(JavaClients.trustingAll(), (name, session) -> true);
        var connections = PoolingHttpClientConnectionManagerBuilder.create().setSSLSocketFactory(sockets).build();
        var request = org.apache.hc.core5.http.io.support.ClassicRequestBuilder.create(wish.method()).setUri(wish.url());
        for (int i = 0; i + 1 < wish.fields().size(); i += 2)
            request.addHeader(wish.fields().get(i), wish.fields().get(i + 1));
        if (wish.stream())
            request.setEntity(new org.apache.hc.core5.http.io.entity.InputStreamEntity(new ByteArrayInputStream(bytes(wish)), null));
        else if (wish.body() != null)
            request.setEntity(new ByteArrayEntity(bytes(wish), null));
        try (var client = org.apache.hc.client5.http.impl.classic.HttpClients.custom().setConnectionManager(connections)
                              .setDefaultCredentialsProvider(credentials).build();
             var response = client.execute(request.build())) {
            return "" + response.getCode();
        }
    }

    static String sendOkHttp(JavaClients.Wish wish) throws Exception {
        var trust = new X509TrustManager() {
            public void checkClientTrusted(java.security.cert.X509Certificate[] c, String a) {}
            public void checkServerTrusted(java.security.cert.X509Certificate[] c, String a) {}
            public java.security.cert.X509Certificate[] getAcceptedIssuers() { return new java.security.cert.X509Certificate[0]; }
        };
        var client = new OkHttpClient.Builder().sslSocketFactory(JavaClients.trustingAll().getSocketFactory(), trust)
                         .hostnameVerifier((name, session) -> true).readTimeout(JavaClients.TIMEOUT_MS, TimeUnit.MILLISECONDS).build();
        var body = wish.body() == null ? null : RequestBody.create(null, bytes(wish));
        if (body == null && okhttp3.internal.http.HttpMethod.requiresRequestBody(wish.method()))
            body = RequestBody.create(null, new byte[0]);
        var request = new okhttp3.Request.Builder().url(wish.url()).method(wish.method(), body);
        for (int i = 0; i + 1 < wish.fields().size(); i += 2)
            request.addHeader(wish.fields().get(i), wish.fields().get(i + 1));
        if (wish.user() != null)
            request.header("Authorization", okhttp3.Credentials.basic(user(wish)[0], user(wish)[1]));
        try (var response = client.newCall(request.build()).execute()) {
            return "" + response.code();
        }
    }

    static String send(String client, JavaClients.Wish wish) throws Exception {
        return switch (client) {
        case "apache4" -> send4(wish);
        case "apache5" -> send5(wish);
        default -> sendOkHttp(wish);
        };
    }

    static String version(String client) {
        return switch (client) {
        case "apache4" -> org.apache.http.util.VersionInfo.loadVersionInfo("org.apache.http.client", null).getRelease();
        case "apache5" -> org.apache.hc.core5.util.VersionInfo.loadVersionInfo("org.apache.hc.client5", null).getRelease();
        default -> okhttp3.internal.Version.userAgent().replace("okhttp/", "");
        };
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 1 && args[1].equals("--version")) {
            System.out.println(version(args[0]));
            return;
        }
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                System.out.println(send(args[0], JavaClients.parse(line)));
            } catch (Exception error) {
                System.out.println(error.toString().replaceAll("\\s+", " "));
            }
            System.out.flush();
        }
        System.exit(0);
    }
}
