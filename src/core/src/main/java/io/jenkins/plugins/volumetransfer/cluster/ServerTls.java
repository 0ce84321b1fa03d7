package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.kubeconfig.AccessException;
import io.jenkins.plugins.volumetransfer.kubeconfig.ClientIdentity;
import io.jenkins.plugins.volumetransfer.kubeconfig.Credentials;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import io.jenkins.plugins.volumetransfer.kubeconfig.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Whom we take for the server, and what we show it as a client. */
final class ServerTls {
  private final ServerAccess access;

  ServerTls(ServerAccess access) {
    this.access = access;
  }

  void into(OkHttpClient.Builder client) {
    try {
      X509TrustManager trusted = trusted();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new ShownKey(access.credentials())},
          new TrustManager[] {trusted},
          null);
      SSLSocketFactory sockets = context.getSocketFactory();
      client.sslSocketFactory(
          access
              .tlsServerName()
              .<SSLSocketFactory>map(name -> new Named(sockets, name))
              .orElse(sockets),
          trusted);
      if (access.trust() instanceof Trust.Anybody) {
        client.hostnameVerifier((host, session) -> true);
      } else if (access.tlsServerName().isPresent()) {
        HostnameVerifier usual = new OkHttpClient().hostnameVerifier();
        String name = access.tlsServerName().get();
        client.hostnameVerifier((host, session) -> usual.verify(name, session));
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("each Java has TLS, and certificates were read", e);
    }
  }

  private X509TrustManager trusted() throws GeneralSecurityException, IOException {
    if (access.trust() instanceof Trust.Anybody) {
      return new Anybody();
    }
    KeyStore store = null;
    if (access.trust() instanceof Trust.Authorities authorities) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate each : authorities.certificates()) {
        store.setCertificateEntry("authority-" + store.size(), each);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** The certificate that the credentials have at the moment of a handshake. */
  private static final class ShownKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final Credentials credentials;

    ShownKey(Credentials credentials) {
      this.credentials = credentials;
    }

    private Optional<ClientIdentity> identity() {
      try {
        return credentials.current().certificate();
      } catch (AccessException e) {
        // Whoever makes the request tells it.
        return Optional.empty();
      }
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
      return identity()
              .map(one -> one.key().getAlgorithm())
              .filter(own -> Arrays.asList(keyTypes).contains(own))
              .isPresent()
          ? ALIAS
          : null;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] keyTypes, Principal[] issuers, SSLEngine engine) {
      return chooseClientAlias(keyTypes, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity().map(one -> one.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity().map(ClientIdentity::key).orElse(null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return null;
    }
  }

  /** {@code insecure-skip-tls-verify}. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Names another server in the handshake than the one that is connected to. */
  private static final class Named extends SSLSocketFactory {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final SSLSocketFactory sockets;
    private final String name;

    Named(SSLSocketFactory sockets, String name) {
      this.sockets = sockets;
      this.name = name;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
        throws IOException {
      SSLSocket secured = (SSLSocket) sockets.createSocket(socket, name, port, autoClose);
      if (!ADDRESS.matcher(name).matches()) {
        // Java itself sends no name without a dot.
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        secured.setSSLParameters(parameters);
      }
      return secured;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw notUsed();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw notUsed();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw notUsed();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw notUsed();
    }

    private static UnsupportedOperationException notUsed() {
      return new UnsupportedOperationException("TLS is put upon a connection that is there");
    }
  }
}
