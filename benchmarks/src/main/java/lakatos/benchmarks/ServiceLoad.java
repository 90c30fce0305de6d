package lakatos.benchmarks;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobKind;
import lakatos.v1.JobResult;
import lakatos.v1.JobSpec;
import lakatos.v1.JobState;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ResultsRequest;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;

/** Many clients, each with a connection and a job of its own, who ask for it until it is done. */
final class ServiceLoad {
  private static final long PAUSE_MILLIS = 20;

  private final int port;
  private final int clients;
  private final List<Check> checks;

  @GuardedBy("this")
  private final Samples gets = new Samples();

  @GuardedBy("this")
  private final List<String> faults = new ArrayList<>();

  ServiceLoad(int port, int problems, int clients) {
    this.port = port;
    this.clients = clients;
    this.checks = new Mix(11, "load").mixed(problems);
  }

  ServiceClient.Load run() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      Stopwatch watch = new Stopwatch();
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int from = (int) ((long) checks.size() * i / clients);
        int to = (int) ((long) checks.size() * (i + 1) / clients);
        work.add(() -> client(from, to));
      }
      int decidedOnce = 0;
      for (Future<Integer> client : threads.invokeAll(work)) {
        decidedOnce += client.get();
      }
      double seconds = watch.seconds();
      synchronized (this) {
        return new ServiceClient.Load(
            seconds, decidedOnce, gets.count(), gets.median(), gets.quantile(0.99), faults);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Submits, waits, and counts the problems that were decided once and rightly. */
  private int client(int from, int to) throws InterruptedException {
    try (ServiceCalls calls = new ServiceCalls(port)) {
      String job = submit(calls, from, to);
      JobsGrpc.JobsBlockingStub jobs = JobsGrpc.newBlockingStub(calls.channel());
      while (get(jobs, job).getState() != JobState.JOB_STATE_DONE) {
        Thread.sleep(PAUSE_MILLIS);
      }
      return decidedOnce(jobs, job, from, to);
    }
  }

  private String submit(ServiceCalls calls, int from, int to) {
    CompletableFuture<Job> job = new CompletableFuture<>();
    StreamObserver<SubmitRequest> requests =
        JobsGrpc.newStub(calls.channel())
            .submit(
                new StreamObserver<>() {
                  @Override
                  public void onNext(SubmitResponse response) {
                    job.complete(response.getJob());
                  }

                  @Override
                  public void onError(Throwable why) {
                    job.completeExceptionally(why);
                  }

                  @Override
                  public void onCompleted() {}
                });
    SubmitRequest.Builder request = SubmitRequest.newBuilder();
    request.setSpec(JobSpec.newBuilder().setKind(JobKind.JOB_KIND_VERIFY).setName("load " + from));
    for (int i = from; i < to; i++) {
      request.addProblems(ServiceCalls.problem(Integer.toString(i), checks.get(i)));
    }
    requests.onNext(request.build());
    requests.onCompleted();
    return job.join().getId();
  }

  private Job get(JobsGrpc.JobsBlockingStub jobs, String id) {
    Stopwatch watch = new Stopwatch();
    Job job = jobs.get(GetRequest.newBuilder().setJob(id).build());
    double millis = watch.millis();
    synchronized (this) {
      gets.add(millis);
    }
    return job;
  }

  private int decidedOnce(JobsGrpc.JobsBlockingStub jobs, String job, int from, int to) {
    Map<String, Integer> times = new HashMap<>();
    Iterator<JobResult> results = jobs.results(ResultsRequest.newBuilder().setJob(job).build());
    long cursor = 0;
    while (results.hasNext()) {
      JobResult next = results.next();
      String id = next.getResult().getId();
      if (next.getCursor() != ++cursor) {
        fault("result " + cursor + " of job " + job + " has cursor " + next.getCursor());
      }
      if (!ServiceCalls.rightly(checks.get(Integer.parseInt(id)), next.getResult())) {
        fault("problem " + id + " was " + next.getResult().getVerdict());
      }
      times.merge(id, 1, Integer::sum);
    }
    int once = 0;
    for (int i = from; i < to; i++) {
      once += times.getOrDefault(Integer.toString(i), 0) == 1 ? 1 : 0;
    }
    return once;
  }

  private synchronized void fault(String sentence) {
    if (faults.size() < 20) {
      faults.add(sentence);
    }
  }
}
