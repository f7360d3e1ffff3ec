// SPDX-License-Identifier: MIT
// Java's asynchronous clients; see JavaClients.java. usage: JavaAsync.java jetty|ahc
import java.io.*;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.request.body.generator.InputStreamBodyGenerator;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.util.BytesContentProvider;
import org.eclipse.jetty.client.util.InputStreamContentProvider;
import org.eclipse.jetty.util.ssl.SslContextFactory;

public class JavaAsync {
    static String[] user(JavaClients.Wish wish) {
        return wish.user().split(":", 2);
    }

    /** A stream that has no way back. */
    static InputStream once(byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), InputStream.nullInputStream());
    }

    static String sendJetty(JavaClients.Wish wish) throws Exception {
        var client = new HttpClient(new SslContextFactory.Client(true));
        client.start();
        try {
            var request = client.newRequest(wish.url()).method(wish.method()).timeout(JavaClients.TIMEOUT_MS, TimeUnit.MILLISECONDS);
            for (int i = 0; i + 1 < wish.fields().size(); i += 2)
                request.header(wish.fields().get(i), wish.fields().get(i + 1));
            if (wish.user() != null)
                request.header("Authorization", JavaClients.basic(wish.user()));
            if (wish.stream())
                request.content(new InputStreamContentProvider(once(wish.bytes())), null);
            else if (wish.body() != null)
                request.content(new BytesContentProvider((String) null, wish.bytes()));
            return "" + request.send().getStatus();
        } finally {
            client.stop();
        }
    }

    static String sendAhc(JavaClients.Wish wish) throws Exception {
        var config = Dsl.config().setFollowRedirect(true).setUseInsecureTrustManager(true).setRequestTimeout(JavaClients.TIMEOUT_MS)
                         .setMaxRequestRetry(0);
        try (var client = Dsl.asyncHttpClient(config)) {
            var request = Dsl.request(wish.method(), wish.url());
            for (int i = 0; i + 1 < wish.fields().size(); i += 2)
                request.addHeader(wish.fields().get(i), wish.fields().get(i + 1));
            if (wish.user() != null)
                request.setRealm(Dsl.basicAuthRealm(user(wish)[0], user(wish)[1]).setUsePreemptiveAuth(true));
            if (wish.stream())
                request.setBody(new InputStreamBodyGenerator(once(wish.bytes())));
            else if (wish.body() != null)
                request.setBody(wish.bytes());
            return "" + client.executeRequest(request).get().getStatusCode();
        }
    }

    static String version(String client) throws Exception {
        if (client.equals("jetty"))
            return org.eclipse.jetty.util.Jetty.VERSION;
        return org.asynchttpclient.config.AsyncHttpClientConfigDefaults.AHC_VERSION;
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 1 && args[1].equals("--version")) {
            System.out.println(version(args[0]));
            return;
        }
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                var wish = JavaClients.parse(line);
                System.out.println(args[0].equals("jetty") ? sendJetty(wish) : sendAhc(wish));
            } catch (Exception error) {
                System.out.println(error.toString().replaceAll("\\s+", " "));
            }
            System.out.flush();
        }
        System.exit(0);
    }
}
