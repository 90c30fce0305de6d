package lakatos.service;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.service.ServiceException.Reason;
import lakatos.v1.CancelRequest;
import lakatos.v1.DeleteRequest;
import lakatos.v1.DeleteResponse;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobEvent;
import lakatos.v1.JobResult;
import lakatos.v1.JobState;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ListRequest;
import lakatos.v1.ListResponse;
import lakatos.v1.ResultsRequest;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.WatchRequest;

/** Jobs for callers: a caller sees its own, an admin all. */
final class JobsService extends JobsGrpc.JobsImplBase {
  private static final int PAGE = 50;
  private static final int MOST_OF_A_PAGE = 200;
  private static final int RESULTS_AT_ONCE = 200;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

  private final JobStore store;
  private final JobRunner runner;
  private final Solver solver;
  private final Changes changes;
  private final Calls calls;
  private final int quota;

  /**
   * Makes a service.
   *
   * @param quota undecided problems that a caller may have
   */
  JobsService(
      JobStore store, JobRunner runner, Solver solver, Changes changes, Calls calls, int quota) {
    this.store = store;
    this.runner = runner;
    this.solver = solver;
    this.changes = changes;
    this.calls = calls;
    this.quota = quota;
  }

  @Override
  public StreamObserver<SubmitRequest> submit(StreamObserver<SubmitResponse> observer) {
    return new Submission(store, solver, quota, calls, observer, changes::tell);
  }

  @Override
  public void get(GetRequest request, StreamObserver<Job> observer) {
    calls.answer(observer, () -> job(request.getJob()));
  }

  /** Somebody else's job is as unknown as one that does not exist. */
  private Job job(String id) {
    return store
        .get(id)
        .filter(job -> mayTouch(job.getOwner()))
        .orElseThrow(
            () ->
                new ServiceException(
                    Reason.UNKNOWN,
                    id.isEmpty() ? "the request names no job" : "there is no job " + id));
  }

  private static boolean mayTouch(String owner) {
    Caller caller = Caller.current();
    return caller.role() == Role.ADMIN || caller.name().equals(owner);
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> observer) {
    calls.answer(
        observer,
        () -> {
          int asked = request.getPageSize();
          if (asked < 0 || asked > MOST_OF_A_PAGE) {
            throw new IllegalArgumentException(
                "page_size must be between 1 and " + MOST_OF_A_PAGE + ": " + asked);
          }
          Caller caller = Caller.current();
          JobStore.Page page =
              store.list(
                  caller.role() == Role.ADMIN ? Optional.empty() : Optional.of(caller.name()),
                  asked == 0 ? PAGE : asked,
                  request.getPageToken());
          return ListResponse.newBuilder()
              .addAllJobs(page.jobs())
              .setNextPageToken(page.next().orElse(""))
              .build();
        });
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<JobEvent> observer) {
    calls.stream(observer, out -> watch(request, out));
  }

  private void watch(WatchRequest request, Outflow<JobEvent> out) throws InterruptedException {
    long cursor = cursor(request.getCursor());
    Job told = Job.getDefaultInstance();
    long toldAt = System.nanoTime() - BETWEEN_REPORTS.toNanos();
    while (true) {
      long seen = changes.version();
      Job job = job(request.getJob()); // before its results: of one that has ended they are all
      List<JobResult> results = store.results(job.getId(), cursor, RESULTS_AT_ONCE);
      for (JobResult result : results) {
        out.send(JobEvent.newBuilder().setResult(result).build());
        cursor = result.getCursor();
      }
      boolean over = hasEnded(job) && results.isEmpty();
      boolean due = System.nanoTime() - toldAt >= BETWEEN_REPORTS.toNanos();
      if (over || (due && !job.equals(told))) {
        out.send(JobEvent.newBuilder().setJob(job).build());
        told = job;
        toldAt = System.nanoTime();
      }
      if (over) {
        return;
      }
      if (results.isEmpty()) {
        changes.await(seen, BETWEEN_REPORTS);
      }
    }
  }

  private static boolean hasEnded(Job job) {
    return job.getState() == JobState.JOB_STATE_DONE
        || job.getState() == JobState.JOB_STATE_CANCELLED;
  }

  private static long cursor(long cursor) {
    if (cursor < 0) {
      throw new IllegalArgumentException("cursor must not be negative: " + cursor);
    }
    return cursor;
  }

  @Override
  public void results(ResultsRequest request, StreamObserver<JobResult> observer) {
    calls.stream(
        observer,
        out -> {
          String id = job(request.getJob()).getId();
          long cursor = cursor(request.getCursor());
          List<JobResult> results = results(id, cursor, request.getWithProblems());
          while (!results.isEmpty()) {
            for (JobResult result : results) {
              out.send(result);
              cursor = result.getCursor();
            }
            results = results(id, cursor, request.getWithProblems());
          }
        });
  }

  private List<JobResult> results(String job, long cursor, boolean problems) {
    return problems
        ? store.resultsWithProblems(job, cursor, RESULTS_AT_ONCE)
        : store.results(job, cursor, RESULTS_AT_ONCE);
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<Job> observer) {
    calls.answer(
        observer,
        () -> {
          String id = job(request.getJob()).getId();
          Optional<Job> job = store.cancel(id, "cancelled by " + Caller.current().name());
          runner.drop(id);
          changes.tell();
          return job.orElseThrow(
              () -> new ServiceException(Reason.UNKNOWN, "there is no job " + id));
        });
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<DeleteResponse> observer) {
    calls.answer(
        observer,
        () -> {
          Job job = job(request.getJob());
          if (!hasEnded(job)) {
            throw new ServiceException(
                Reason.CONFLICT, "job " + job.getId() + " has not ended; cancel it first");
          }
          store.delete(job.getId());
          return DeleteResponse.getDefaultInstance();
        });
  }
}
