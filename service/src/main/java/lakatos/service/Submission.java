package lakatos.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.v1.JobKind;
import lakatos.v1.JobSpec;
import lakatos.v1.Problem;
import lakatos.v1.Rejection;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;

/** One job as it comes in, piece by piece: what is no problem is left out, and said. */
final class Submission implements StreamObserver<SubmitRequest> {
  private static final int LONGEST_NAME = 200;
  private static final int HIGHEST_PRIORITY = 100;

  /** Of one job in memory, before it is kept. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int MOST_REJECTIONS_TOLD = 10_000;

  private final JobStore store;
  private final Solver solver;
  private final int quota;
  private final Calls calls;
  private final StreamObserver<SubmitResponse> observer;
  private final Runnable kept;
  private final Caller caller = Caller.current();

  @GuardedBy("this")
  private Optional<JobSpec> spec = Optional.empty();

  @GuardedBy("this")
  private final List<Problem> problems = new ArrayList<>();

  @GuardedBy("this")
  private final Map<String, Integer> places = new HashMap<>();

  @GuardedBy("this")
  private final List<Rejection> rejected = new ArrayList<>();

  @GuardedBy("this")
  private int rejections;

  @GuardedBy("this")
  private int seen;

  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private boolean refused;

  /**
   * Makes a submission of which nothing has come.
   *
   * @param quota undecided problems that a caller may have
   * @param kept what to do when there is a new job
   */
  Submission(
      JobStore store,
      Solver solver,
      int quota,
      Calls calls,
      StreamObserver<SubmitResponse> observer,
      Runnable kept) {
    this.store = store;
    this.solver = solver;
    this.quota = quota;
    this.calls = calls;
    this.observer = observer;
    this.kept = kept;
  }

  @Override
  public synchronized void onNext(SubmitRequest request) {
    if (refused) {
      return;
    }
    try {
      if (spec.isEmpty()) {
        check(request);
        spec = Optional.of(request.getSpec());
      } else if (request.hasSpec()) {
        throw new IllegalArgumentException("the spec belongs into the first message only");
      }
      bytes += request.getSerializedSize();
      requireRoom();
      request.getProblemsList().forEach(this::add);
    } catch (RuntimeException e) { // the call's edge
      refused = true;
      observer.onError(Refusal.of(e));
    }
  }

  private void check(SubmitRequest request) {
    JobSpec asked = request.getSpec();
    require(request.hasSpec(), "the first message has no spec");
    require(
        asked.getClientKey().length() <= LONGEST_NAME && asked.getName().length() <= LONGEST_NAME,
        "client_key and name have " + LONGEST_NAME + " characters at most");
    require(
        Math.abs(asked.getPriority()) <= HIGHEST_PRIORITY,
        "priority must be from -100 to 100: " + asked.getPriority());
    if (asked.getBudget().hasWall()) {
      Wire.duration(asked.getBudget().getWall(), "the job's budget");
    }
    require(asked.getBudget().getTokens() >= 0, "the job's budget of tokens must be positive");
    switch (asked.getKind()) {
      case JOB_KIND_PROVE -> solver.check(asked.getSearch());
      case JOB_KIND_VERIFY -> solver.check(asked.getJudgement());
      case JOB_KIND_FORMALIZE -> solver.check(asked.getDrafting());
      case JOB_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "the kind is none that this server knows; it proves, verifies and formalizes");
    }
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }

  @GuardedBy("this")
  private void requireRoom() {
    if (bytes > MOST_BYTES) {
      throw new ServiceException(
          ServiceException.Reason.BUSY,
          "a job has " + (MOST_BYTES >> 20) + " MB at most; make several of it");
    }
  }

  @GuardedBy("this")
  private void add(Problem problem) {
    int index = seen;
    seen++;
    Optional<String> fault = fault(problem);
    if (fault.isEmpty()) {
      places.put(problem.getId(), index);
      problems.add(problem);
      return;
    }
    rejections++;
    if (rejected.size() < MOST_REJECTIONS_TOLD) {
      rejected.add(
          Rejection.newBuilder()
              .setIndex(index)
              .setId(problem.getId())
              .setReason(fault.get())
              .build());
    }
  }

  @GuardedBy("this")
  private Optional<String> fault(Problem problem) {
    if (problem.getId().isBlank()) {
      return Optional.of("the problem has no id");
    }
    if (places.containsKey(problem.getId())) {
      return Optional.of("problem " + places.get(problem.getId()) + " has the same id");
    }
    try {
      requireFit(spec.orElseThrow().getKind(), problem);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void requireFit(JobKind kind, Problem problem) {
    if (kind == JobKind.JOB_KIND_FORMALIZE) {
      Wire.informal(problem);
      return;
    }
    boolean candidate = !problem.getCandidate().isBlank();
    if (kind == JobKind.JOB_KIND_VERIFY) {
      require(candidate, "the problem has no candidate to be judged");
    } else {
      require(!candidate, "the problem has a candidate, but the job is to prove");
    }
    Wire.problem(problem);
  }

  @Override
  public void onError(Throwable why) {
    // the client is gone before the job was whole; nothing was kept
  }

  @Override
  public synchronized void onCompleted() {
    if (!refused) {
      calls.answer(observer, this::keep);
    }
  }

  private synchronized SubmitResponse keep() {
    require(seen > 0, "there are no problems in the job");
    require(
        !problems.isEmpty(),
        "none of the "
            + seen
            + " problems can be worked on; of the first: "
            + rejected.stream().map(Rejection::getReason).findFirst().orElse(""));
    requireQuota();
    JobStore.Submitted submitted =
        store.submit(caller.name(), spec.orElseThrow(), List.copyOf(problems));
    kept.run();
    return SubmitResponse.newBuilder()
        .setJob(submitted.job())
        .setExisting(submitted.existing())
        .addAllRejected(rejected)
        .setRejectedTotal(rejections)
        .build();
  }

  /** A job that is there already may always be asked for again. */
  @GuardedBy("this")
  private void requireQuota() {
    long undecided = store.undecided(caller.name());
    boolean known = store.find(caller.name(), spec.orElseThrow().getClientKey()).isPresent();
    if (!known && undecided + problems.size() > quota) {
      throw new ServiceException(
          ServiceException.Reason.BUSY,
          "%s may have %d undecided problems, has %d, and wants %d more; wait until some are decided"
              .formatted(caller.name(), quota, undecided, problems.size()));
    }
  }
}
