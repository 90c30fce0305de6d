package lakatos.expertiteration;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lakatos.expertiteration.IterationException.Reason;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * Where work is done: threads of this process, or executors on other machines, which see the same
 * files under the same names and have Lakatos in the same place.
 */
public final class Cluster implements AutoCloseable {
  /** Tasks wait for Lean or for the model most of the time. */
  private static final int TASKS_PER_CORE = 2;

  private static final int PARTS_PER_TASK = 4;
  private static final int MOST_IN_A_PART = 16;
  private static final long POLL_MILLIS = 1000;

  private final JavaSparkContext spark;

  private Cluster(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Threads of this process, a few for each core. */
  public static String here() {
    return "local[" + TASKS_PER_CORE * Runtime.getRuntime().availableProcessors() + "]";
  }

  /**
   * Connects.
   *
   * @param master as Spark writes it: {@code local[4]}, {@code spark://HOST:PORT}, {@code
   *     k8s://...}
   * @param settings of Spark's, which count more than ours
   * @throws IterationException {@code CLUSTER} if there is no such master
   */
  public static Cluster open(String master, Map<String, String> settings) {
    SparkConf conf = new SparkConf(false).setMaster(master).setAppName("lakatos");
    conf.set("spark.ui.enabled", "false");
    conf.set("spark.executorEnv.OMP_WAIT_POLICY", "passive");
    if (master.startsWith("local")) {
      conf.set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "localhost");
    } else {
      conf.set("spark.executor.extraClassPath", System.getProperty("java.class.path", ""));
    }
    settings.forEach(conf::set);
    try {
      return new Cluster(new JavaSparkContext(conf));
    } catch (RuntimeException e) {
      throw failed("Spark does not start at " + master, e);
    }
  }

  String version() {
    return spark.version();
  }

  /**
   * Does work on each part of some lines, and waits until all of it is done. A part that fails is
   * tried again elsewhere, a few times.
   *
   * @param poll done every second meanwhile
   */
  void each(List<String> lines, VoidFunction<Iterator<String>> work, Runnable poll) {
    if (lines.isEmpty()) {
      return;
    }
    JavaFutureAction<Void> job =
        spark.parallelize(lines, parts(lines.size())).foreachPartitionAsync(work);
    try {
      while (!job.isDone()) {
        await(job);
        poll.run();
      }
      job.get();
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new IterationException(Reason.CLUSTER, "interrupted; --resume goes on", e);
    } catch (ExecutionException e) {
      throw failed("the round cannot go on", e);
    }
  }

  /** Makes a line of each line, in order. */
  List<String> map(List<String> lines, FlatMapFunction<Iterator<String>, String> work) {
    if (lines.isEmpty()) {
      return List.of();
    }
    try {
      return spark.parallelize(lines, parts(lines.size())).mapPartitions(work).collect();
    } catch (RuntimeException e) {
      throw failed("the statements cannot be read by Lean", e);
    }
  }

  private static void await(JavaFutureAction<Void> job)
      throws InterruptedException, ExecutionException {
    try {
      job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // it goes on
    }
  }

  private int parts(int lines) {
    int wanted = spark.defaultParallelism() * PARTS_PER_TASK;
    return Math.max(Math.min(lines, wanted), (lines - 1) / MOST_IN_A_PART + 1);
  }

  /** The sentence of what failed first; Spark's own words hold traces of stacks. */
  private static IterationException failed(String what, Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
      if (cause instanceof IterationException known) {
        return new IterationException(known.reason(), what + ": " + known.getMessage(), e);
      }
    }
    String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String known =
        text.replaceFirst("^.*?: (?:lakatos\\.[\\w.$]+|java\\.[\\w.$]+(?:Exception|Error)): ", "");
    return new IterationException(Reason.CLUSTER, what + ": " + known, e);
  }

  @Override
  public void close() {
    spark.close();
    Workplace.closePresent();
  }
}
