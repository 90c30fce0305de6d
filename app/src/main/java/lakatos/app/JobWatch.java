package lakatos.app;

import io.grpc.Status;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobEvent;
import lakatos.v1.JobResult;
import lakatos.v1.Result;
import lakatos.v1.Verdict;
import lakatos.v1.WatchRequest;
import picocli.CommandLine;

/**
 * Follows a job until it ends: on a terminal some lines that change, elsewhere one now and then, or
 * for machines each event as a line. If the server goes away, it goes on where it was.
 */
final class JobWatch {
  private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
  private static final Duration SHOW_EVERY = Duration.ofMillis(200);
  private static final int PROOFS_SHOWN = 3;
  private static final int BAR = 30;

  private final Connection connection;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean watched;
  private final Patience patience = new Patience();
  private final Pace pace = new Pace();
  private final Deque<String> proofs = new ArrayDeque<>();
  private Job job;
  private long cursor;
  private int decided;
  private Instant reported = Instant.now();

  /**
   * @param cursor of the last result that need not be told; negative for all that are there
   */
  JobWatch(Connection connection, String id, long cursor, CommandLine command, boolean json) {
    this.connection = connection;
    this.out = command.getOut();
    this.err = command.getErr();
    this.json = json;
    this.watched = !json && Terminal.isWatched();
    this.job = connection.jobs().get(GetRequest.newBuilder().setJob(id).build());
    this.decided = Jobs.decided(job);
    this.cursor = cursor < 0 ? Math.max(0, decided - PROOFS_SHOWN) : cursor;
  }

  /** Returns the job as it ended. */
  Job run() {
    try (Panel panel = new Panel(err, watched)) {
      patience.through(() -> follow(panel), sentence -> say(sentence, panel));
    }
    if (!json) {
      err.println("lakatos: job " + Jobs.name(job) + " " + Jobs.words(job));
      err.flush();
    }
    return job;
  }

  private Job follow(Panel panel) {
    WatchRequest request = WatchRequest.newBuilder().setJob(job.getId()).setCursor(cursor).build();
    Iterator<JobEvent> events = connection.jobStreams().watch(request);
    while (events.hasNext()) {
      take(events.next(), panel);
      patience.restore();
    }
    if (!Jobs.hasEnded(job)) {
      throw Status.UNAVAILABLE.withDescription("the server is ending").asRuntimeException();
    }
    return job;
  }

  private void say(String sentence, Panel panel) {
    panel.close();
    err.println("lakatos: " + sentence);
    err.flush();
  }

  private void take(JobEvent event, Panel panel) {
    if (event.hasJob()) {
      job = event.getJob();
      decided = Jobs.decided(job);
    } else if (event.getResult().getCursor() > cursor) {
      take(event.getResult());
    }
    if (json) {
      out.println(event.hasJob() ? tell(event.getJob()) : tell(event.getResult()));
      out.flush();
      return;
    }
    report(event.hasJob(), panel);
  }

  private void take(JobResult result) {
    cursor = result.getCursor();
    decided = (int) Math.max(decided, cursor);
    Result found = result.getResult();
    boolean proved = found.getVerdict() == Verdict.VERDICT_PROVED;
    if (proved || found.getVerdict() == Verdict.VERDICT_FORMALIZED) {
      proofs.addLast(line(found.getId(), proved ? proof(found) : statement(found)));
      if (proofs.size() > PROOFS_SHOWN) {
        proofs.removeFirst();
      }
    }
  }

  private static String proof(Result result) {
    String proof = result.getProof().isEmpty() ? result.getSource() : result.getProof();
    return proof.strip().replaceFirst("\\bby\\s+", "by ").replaceAll("\\s*\\n\\s*", "; ");
  }

  private static String statement(Result result) {
    return result.getFormalization().getCandidatesList().stream()
        .findFirst()
        .map(best -> best.getStatement().getText().strip().replaceAll("\\s+", " "))
        .orElse("");
  }

  private static String line(String id, String found) {
    return "  " + id + "  " + found;
  }

  private static String tell(Job job) {
    return String.valueOf(Json.object().set("job", Jobs.json(job)));
  }

  private String tell(JobResult result) {
    return String.valueOf(
        Json.object().put("cursor", result.getCursor()).set("result", Jobs.json(job, result)));
  }

  private void report(boolean now, Panel panel) {
    Instant time = Instant.now();
    boolean due =
        Duration.between(reported, time).compareTo(watched ? SHOW_EVERY : REPORT_EVERY) > 0;
    if (!due && !(watched && now)) {
      return;
    }
    reported = time;
    pace.add(time, decided);
    if (watched) {
      panel.show(lines());
    } else {
      err.println("lakatos: " + decided + " of " + job.getTotal() + speed() + ", " + counts());
      err.flush();
    }
  }

  private List<String> lines() {
    int done = job.getTotal() == 0 ? BAR : (int) ((long) BAR * decided / job.getTotal());
    List<String> lines = new ArrayList<>();
    lines.add("job " + Jobs.name(job) + " " + Jobs.state(job));
    lines.add(
        "[%s%s] %d of %d%s"
            .formatted("#".repeat(done), "-".repeat(BAR - done), decided, job.getTotal(), speed()));
    lines.add(counts());
    lines.addAll(proofs);
    return lines;
  }

  private String counts() {
    return Progress.words(Jobs.verdicts(job)) + "; " + job.getRunning() + " running";
  }

  private String speed() {
    return pace.left(job.getTotal() - decided)
        .map(left -> String.format(Locale.ROOT, ", %.1f/s, %s left", pace.perSecond(), words(left)))
        .orElse("");
  }

  private static String words(Duration left) {
    return left.toMinutes() < 2
        ? left.toSeconds() + " s"
        : left.toHours() < 2 ? left.toMinutes() + " min" : left.toHours() + " h";
  }
}
