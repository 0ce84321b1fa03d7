package io.jenkins.plugins.volumetransfer.cluster;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * What is to be created, sent once. okhttp repeats by itself and without a word what a connection
 * has lost; so nobody would know that an object was asked for twice. fabric8's client repeats it
 * instead, and there it is counted.
 */
final class OnceOnly extends RequestBody {
  private final RequestBody body;

  private OnceOnly(RequestBody body) {
    this.body = body;
  }

  static RequestBody of(Request request) {
    RequestBody body = request.body();
    return body != null && request.method().equals("POST") ? new OnceOnly(body) : body;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    body.writeTo(sink);
  }
}
