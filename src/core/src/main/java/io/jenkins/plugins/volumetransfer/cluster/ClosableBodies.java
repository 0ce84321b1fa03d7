package io.jenkins.plugins.volumetransfer.cluster;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * Lets one thread close the body of an answer while another reads it. fabric8's client does so with
 * logs, and with watches where a server takes no WebSocket. okio's buffers are for one thread: two
 * would give the same memory back to the pool that all connections of the process take theirs from.
 */
final class ClosableBodies implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    if (body == null || response.code() < HttpURLConnection.HTTP_OK) {
      return response;
    }
    BufferedSource closable =
        (BufferedSource)
            Proxy.newProxyInstance(
                ClosableBodies.class.getClassLoader(),
                new Class<?>[] {BufferedSource.class},
                new OneAtATime(body.source(), chain.call(), new ReentrantLock()));
    return response
        .newBuilder()
        .body(ResponseBody.create(closable, body.contentType(), body.contentLength()))
        .build();
  }

  /** Whoever closes ends the other's wait for the server, and waits for the other. */
  private record OneAtATime(BufferedSource source, Call call, ReentrantLock lock)
      implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (!lock.tryLock()) {
        if (method.getName().equals("close")) {
          call.cancel();
        }
        lock.lock();
      }
      try {
        return method.invoke(source, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        lock.unlock();
      }
    }
  }
}
