// SPDX-License-Identifier: MIT
// Java's clients, one request a line of standard input, its parts in Base64 between tabs: method, url, body or "-", user
// or "-", "stream" or "-", then names and values in turn. usage: JavaClients.java
// normal|always|huc|huc-strict
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.*;
import javax.net.ssl.*;

public class JavaClients {
    static final int TIMEOUT_MS = 10_000;

    record Wish(String method, String url, String body, String user, boolean stream, List<String> fields) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static String plain(String part) {
        return part.equals("-") ? null : new String(Base64.getDecoder().decode(part), StandardCharsets.ISO_8859_1);
    }

    static Wish parse(String line) {
        var parts = Arrays.stream(line.split("\t")).map(JavaClients::plain).toList();
        return new Wish(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4) != null, parts.subList(5, parts.size()));
    }

    static SSLContext trustingAll() throws Exception {
        var trust = new X509ExtendedTrustManager() {
            public void checkClientTrusted(X509Certificate[] c, String a) {}
            public void checkServerTrusted(X509Certificate[] c, String a) {}
            public void checkClientTrusted(X509Certificate[] c, String a, Socket s) {}
            public void checkServerTrusted(X509Certificate[] c, String a, Socket s) {}
            public void checkClientTrusted(X509Certificate[] c, String a, SSLEngine e) {}
            public void checkServerTrusted(X509Certificate[] c, String a, SSLEngine e) {}
            public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
        };
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String sendClient(Wish wish, HttpClient.Redirect policy) throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(policy)
                         .sslContext(trustingAll()).build();
        var body = wish.body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(wish.body);
        if (wish.stream) {
            var streams = new ArrayDeque<InputStream>(List.of(new ByteArrayInputStream(wish.bytes())));
            body = HttpRequest.BodyPublishers.ofInputStream(streams::poll);
        }
        var request = HttpRequest.newBuilder(URI.create(wish.url)).timeout(Duration.ofMillis(TIMEOUT_MS));
        if (wish.method.equals("GET") && wish.body == null)
            request.GET();
        else
            request.method(wish.method, body);
        for (int i = 0; i + 1 < wish.fields.size(); i += 2)
            request.header(wish.fields.get(i), wish.fields.get(i + 1));
        if (wish.user != null)
            request.header("Authorization", basic(wish.user));
        return "" + client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    static String sendConnection(Wish wish) throws Exception {
        var connection = (HttpURLConnection) new URL(wish.url).openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trustingAll().getSocketFactory());
            secure.setHostnameVerifier((name, session) -> true);
        }
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setRequestMethod(wish.method);
        for (int i = 0; i + 1 < wish.fields.size(); i += 2)
            connection.setRequestProperty(wish.fields.get(i), wish.fields.get(i + 1));
        if (wish.user != null)
            connection.setRequestProperty("Authorization", basic(wish.user));
        if (wish.body != null) {
            connection.setDoOutput(true);
            if (wish.stream)
                connection.setChunkedStreamingMode(0);
            try (var out = connection.getOutputStream()) {
                out.write(wish.body.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return "" + connection.getResponseCode();
    }

    static String send(String client, Wish wish) throws Exception {
        return switch (client) {
        case "normal" -> sendClient(wish, HttpClient.Redirect.NORMAL);
        case "always" -> sendClient(wish, HttpClient.Redirect.ALWAYS);
        default -> sendConnection(wish);
        };
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 1 && args[1].equals("--version")) {
            System.out.println(System.getProperty("java.version"));
            return;
        }
        System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
        // Fields that Java would otherwise not let a program set.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,content-length");
        System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
        System.setProperty("http.strictPostRedirect", "" + args[0].equals("huc-strict"));
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                System.out.println(send(args[0], parse(line)));
            } catch (Exception error) {
                System.out.println(error.toString().replaceAll("\\s+", " "));
            }
            System.out.flush();
        }
    }
}
