package lakatos.app;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import lakatos.v1.JobSpec;
import lakatos.v1.Problem;
import lakatos.v1.Rejection;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;

/**
 * Problems that become a job. They are sent as they are read, no faster than the server takes them.
 */
final class Submission {
  private static final int BYTES_AT_ONCE = 256 << 10;

  /** A message that servers take, less what is around the problem. */
  private static final int LARGEST = (4 << 20) - (BYTES_AT_ONCE + 1024);

  private final Connection connection;
  private final JobSpec spec;
  private final ProblemFiles problems;

  /**
   * @param spec with a client key, so that what was lost on the way can be sent again
   */
  Submission(Connection connection, JobSpec spec, ProblemFiles problems) {
    this.connection = connection;
    this.spec = spec;
    this.problems = problems;
  }

  /** What is not part of the job, and why. */
  record Refused(String place, String id, String reason) {}

  /**
   * What became of it.
   *
   * @param refused of the places in the files, in no order
   * @param refusedTotal more than there are in {@code refused}, if they are very many
   */
  record Outcome(SubmitResponse response, List<Refused> refused, int refusedTotal) {
    Outcome {
      refused = List.copyOf(refused);
    }
  }

  /**
   * Sends everything; if the connection is lost, once more from the beginning.
   *
   * @param log hears of that
   * @param sent told now and then how many problems are
   */
  Outcome send(Consumer<String> log, IntConsumer sent) {
    return new Patience().through(() -> new Attempt(sent).send(), log);
  }

  /** One call. */
  private final class Attempt {
    private final BlockingClientCall<SubmitRequest, SubmitResponse> call = connection.submission();
    private final IntConsumer told;
    private final List<String> places = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private SubmitRequest.Builder next = SubmitRequest.newBuilder().setSpec(spec);
    private int bytes;

    Attempt(IntConsumer told) {
      this.told = told;
    }

    Outcome send() {
      boolean whole = false;
      try {
        problems.read(this::take);
        if (places.isEmpty()) {
          throw new Trouble(
              "there is nothing to submit"
                  + refused.stream()
                      .findFirst()
                      .map(first -> "; " + first.place() + ": " + first.reason())
                      .orElse(""));
        }
        flush();
        call.halfClose();
        SubmitResponse response = call.read();
        whole = true;
        return outcome(response);
      } catch (StatusException e) {
        throw e.getStatus().asRuntimeException(e.getTrailers());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble("interrupted; nothing was submitted", e);
      } finally {
        if (!whole) {
          call.cancel("not whole", null);
        }
      }
    }

    private void take(Entry entry) {
      Problem problem = entry.problem();
      if (!entry.isSound()) {
        refused.add(new Refused(entry.place(), "", entry.fault()));
      } else if (problem.getSerializedSize() > LARGEST) {
        String reason = "larger than " + (LARGEST >> 20) + " MB, which is more than servers take";
        refused.add(new Refused(entry.place(), problem.getId(), reason));
      } else {
        places.add(entry.place());
        next.addProblems(problem);
        bytes += problem.getSerializedSize();
        if (bytes >= BYTES_AT_ONCE) {
          sendOn();
        }
      }
    }

    private void sendOn() {
      try {
        flush();
      } catch (StatusException e) {
        throw e.getStatus().asRuntimeException(e.getTrailers());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble("interrupted; nothing was submitted", e);
      }
    }

    private void flush() throws InterruptedException, StatusException {
      if (!call.write(next.build())) {
        call.read(); // throws what the server has against it
      }
      next = SubmitRequest.newBuilder();
      bytes = 0;
      told.accept(places.size());
    }

    private Outcome outcome(SubmitResponse response) {
      for (Rejection rejection : response.getRejectedList()) {
        refused.add(
            new Refused(
                places.get(rejection.getIndex()), rejection.getId(), rejection.getReason()));
      }
      int untold = response.getRejectedTotal() - response.getRejectedCount();
      return new Outcome(response, refused, refused.size() + untold);
    }
  }
}
