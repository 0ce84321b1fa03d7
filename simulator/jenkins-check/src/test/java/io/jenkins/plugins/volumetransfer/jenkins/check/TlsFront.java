package io.jenkins.plugins.volumetransfer.jenkins.check;

import io.jenkins.plugins.volumetransfer.tls.CertificateRequest;
import io.jenkins.plugins.volumetransfer.tls.PeerCredentials;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** HTTPS before a local API server, by an authority of its own; notes who came. */
final class TlsFront implements AutoCloseable {
  private static final Pattern AUTHORIZATION =
      Pattern.compile("^authorization: *(.*)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final URI behind;
  private final PeerCredentials own;
  private final SSLServerSocket listening;
  private final Set<String> headers = new ConcurrentSkipListSet<>();
  private final Set<String> subjects = new ConcurrentSkipListSet<>();

  TlsFront(URI behind) throws IOException, GeneralSecurityException {
    this.behind = behind;
    this.own =
        RunCertificates.issue(
                new CertificateRequest("front", "nobody", "localhost", Duration.ofHours(1)),
                new SecureRandom(),
                Clock.systemUTC())
            .server();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys().getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    this.listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listening.setWantClientAuth(true);
    daemon(this::accept);
  }

  String url() {
    return "https://localhost:" + listening.getLocalPort();
  }

  String caCertificate() {
    return own.caCertificate();
  }

  /** Each value of {@code Authorization}. */
  Set<String> headers() {
    return new TreeSet<>(headers);
  }

  /** Of the certificates of clients; the empty one where there was none. */
  Set<String> subjects() {
    return new TreeSet<>(subjects);
  }

  private KeyManagerFactory keys() throws IOException, GeneralSecurityException {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(own.certificate().getBytes(StandardCharsets.UTF_8)));
    String base64 = own.privateKey().replaceAll("-----[A-Z ]+-----|\\s", "");
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    return keys;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) listening.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        Socket server = new Socket(behind.getHost(), behind.getPort())) {
      client.startHandshake();
      subjects.add(subject(client));
      daemon(() -> pump(server, client));
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      byte[] bytes = new byte[1 << 16];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        AUTHORIZATION.matcher(text).results().forEach(header -> headers.add(header.group(1)));
        out.write(bytes, 0, count);
      }
    } catch (IOException e) {
      // A client that is gone, or does not trust this: the step tells.
    }
  }

  private static String subject(SSLSocket client) {
    try {
      return client.getSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "";
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException e) {
      // As above.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tls-front");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
