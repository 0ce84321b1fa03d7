package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What may go wrong with a request on its way. */
public sealed interface RequestFault {
  void meet(FaultedRequest request);

  /**
   * The API server answers with this HTTP status code and does nothing.
   *
   * @param message empty: the usual one of this code
   */
  record Refuse(int code, String message) implements RequestFault {
    public Refuse(int code) {
      this(code, "");
    }

    @Override
    public void meet(FaultedRequest request) {
      request.send(RequestFaults.answer(this));
    }
  }

  /** The API server takes this much longer, then does what was asked. */
  record Delay(Duration duration) implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.serveAfter(duration);
    }
  }

  /**
   * The API server waits until something else has happened, then does what was asked.
   *
   * @param until asked when the request comes
   * @param max how long it waits if that does not happen
   */
  record Hold(Supplier<CompletionStage<Void>> until, Duration max) implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.serveOnce(until.get(), max);
    }
  }

  /** The connection is closed without an answer; nothing was done. */
  record Disconnect() implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.close();
    }
  }

  /** What was asked is done; then the connection is closed without an answer. */
  record Lose() implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.perform();
      request.close();
    }
  }

  /** What was asked is done; then half of the answer comes, and the connection is closed. */
  record Cut() implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.cut();
    }
  }

  /** What was asked is done twice, as by a proxy that asks again; the second answer comes. */
  record Repeat() implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.perform();
      request.serve();
    }
  }

  /**
   * Something that stands before the API server answers in its place.
   *
   * @param headers of the answer, {@code Content-Type} among them
   * @param done whether what was asked is done all the same
   */
  record Reply(int code, Map<String, String> headers, String body, boolean done)
      implements RequestFault {
    public Reply {
      headers = Map.copyOf(headers);
    }

    @Override
    public void meet(FaultedRequest request) {
      request.send(this);
    }
  }

  /** A watch tells something else than what happens; of other requests it is no fault. */
  record Distort(Distortion how) implements RequestFault {
    @Override
    public void meet(FaultedRequest request) {
      request.distort(how);
    }
  }

  /** What becomes of the events of a watch. */
  enum Distortion {
    /** Each comes twice. */
    TWICE,
    /** The second comes before the first, and so on; one that is alone comes a little later. */
    SWAPPED,
    /** The first is cut in its midst, and the connection closed. */
    CUT,
    /** The first is no JSON; those after it are not told. */
    GARBLED,
    /** The first is an error: the version that the watch goes on from is too old. */
    EXPIRED,
    /** None is told; the watch is closed after some time. */
    SILENT
  }
}
