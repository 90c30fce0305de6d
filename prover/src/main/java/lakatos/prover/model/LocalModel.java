package lakatos.prover.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.prover.model.ModelException.Reason;

/**
 * A Hugging Face checkpoint in this process. Requests of many threads are written in one batch,
 * which they join and leave between tokens; the one with fewest samples in it comes first.
 *
 * <p>A sample depends on its seed only: whatever else is in the batch, the same seed gives the same
 * text, as far as the engine's matrix products give the same bits for batches of other sizes.
 */
public final class LocalModel implements LanguageModel {
  private static final int MOST_WAITING = 10_000;

  private final String name;
  private final Path folder;
  private final Checkpoint checkpoint;
  private final Decoder decoder;
  private final Batch batch;
  private final Thread writer;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final List<Work> works = new ArrayList<>();

  @GuardedBy("lock")
  private boolean closed;

  private volatile ModelStats stats = new ModelStats(0, 0, 0);

  private LocalModel(
      String name, Path folder, Checkpoint checkpoint, Decoder decoder, Batch batch) {
    this.name = name;
    this.folder = folder;
    this.checkpoint = checkpoint;
    this.decoder = decoder;
    this.batch = batch;
    this.writer = new Thread(this::write, "lakatos-model");
    writer.setDaemon(true);
  }

  /**
   * Loads a checkpoint.
   *
   * @throws ModelException with one sentence: {@code BAD_CHECKPOINT} if it cannot be used, {@code
   *     FAILED} if PyTorch cannot
   */
  public static LocalModel open(Path folder, LocalOptions options) {
    return open("hf:" + folder.toAbsolutePath().normalize().getFileName(), folder, options);
  }

  /** The same; {@code name} is what results call it. */
  static LocalModel open(String name, Path folder, LocalOptions options) {
    Device device = device(options);
    Precision precision =
        options.precision().orElse(device.isGpu() ? Precision.BF16 : Precision.FP32);
    Checkpoint checkpoint = Checkpoint.open(folder);
    try {
      Decoder decoder = checkpoint.decoder(device, precision, checkpoint.config().context());
      long tokens =
          options.cacheTokens() > 0
              ? options.cacheTokens()
              : fitting(checkpoint.config(), precision, device, options.batch());
      Batch batch = new Batch(decoder, checkpoint.tokenizer(), options.batch(), tokens);
      LocalModel model = new LocalModel(name, folder, checkpoint, decoder, batch);
      model.writer.start();
      return model;
    } catch (RuntimeException e) {
      checkpoint.close();
      throw e;
    }
  }

  static Device device(LocalOptions options) {
    Engine engine = Torch.engine();
    int gpus = engine.getGpuCount();
    if (gpus == 0) {
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
    }
    String wanted = options.device().orElse(gpus > 0 ? "cuda" : "cpu");
    if (wanted.equals("cpu")) {
      return Device.cpu();
    }
    int number = wanted.contains(":") ? Integer.parseInt(wanted.substring(5)) : 0;
    if (number >= gpus) {
      throw new ModelException(
          Reason.FAILED,
          "there is no device "
              + wanted
              + ": the engine sees "
              + gpus
              + " of them; use --device cpu, or see the README on CUDA");
    }
    return Device.gpu(number);
  }

  private static long fitting(ModelConfig config, Precision precision, Device device, int batch) {
    long perToken = 2L * config.layers() * config.kvHeads() * config.headDim() * precision.bytes();
    return Math.min(room(device) / perToken, (long) batch * config.context());
  }

  /** Bytes for keys and values: most of what weights left of a GPU, or a quarter of the machine. */
  private static long room(Device device) {
    if (device.isGpu()) {
      MemoryUsage memory = CudaUtils.getGpuMemory(device);
      return (memory.getMax() - memory.getCommitted()) / 10 * 8;
    }
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        / 4;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, String> properties() {
    ModelConfig config = checkpoint.config();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("folder", folder.toString());
    properties.put("architecture", config.architecture());
    properties.put("layers", String.valueOf(config.layers()));
    properties.put("hidden", String.valueOf(config.hidden()));
    properties.put("vocabulary", String.valueOf(config.vocabulary()));
    properties.put("context", String.valueOf(config.context()));
    properties.put("parameters", String.valueOf(decoder.parameters()));
    Device device = decoder.manager().getDevice();
    properties.put("device", device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu");
    properties.put("chat", checkpoint.template().isPresent() ? "yes" : "no template");
    return properties;
  }

  /** What it has done. */
  public ModelStats stats() {
    return stats;
  }

  @Override
  public Generation generate(Request request) {
    int[] prompt = checkpoint.encode(request.prompt());
    int context = decoder.positions();
    if (prompt.length >= context) {
      throw new ModelException(
          Reason.TOO_LONG,
          "the prompt has "
              + prompt.length
              + " tokens and the model's context "
              + context
              + "; shorten the prompt");
    }
    int most = Math.min(request.sampling().maxTokens(), context - prompt.length);
    Work work = new Work(request, prompt, most, this::wake);
    if (!batch.canHold(work)) {
      throw new ModelException(
          Reason.TOO_LONG,
          "one sample may need "
              + work.longest()
              + " tokens, more than the cache holds; ask for fewer tokens or give it more memory");
    }
    synchronized (lock) {
      if (closed) {
        throw new ModelException(Reason.CLOSED, name() + " has been closed");
      }
      if (works.size() >= MOST_WAITING) {
        throw new ModelException(Reason.FAILED, "too many requests are waiting for " + name());
      }
      works.add(work);
      lock.notifyAll();
    }
    return work.generation();
  }

  private void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  // --- the thread that writes ----------------------------------------------------------------

  private void write() {
    try {
      while (waitForWork()) {
        try {
          for (Optional<Work> next = next(); next.isPresent(); next = next()) {
            batch.join(next.get());
          }
          batch.leave();
          if (!batch.isEmpty()) {
            batch.step();
            batch.leave();
          }
        } catch (EngineException e) {
          fail(new ModelException(Reason.FAILED, name() + " failed: " + Torch.cause(e), e));
        }
        stats = batch.stats();
      }
    } finally {
      synchronized (lock) { // whatever ended this thread, nobody else writes
        closed = true;
      }
      fail(new ModelException(Reason.CLOSED, name() + " has been closed"));
      batch.close();
      decoder.close();
      checkpoint.close();
    }
  }

  private boolean waitForWork() {
    synchronized (lock) {
      works.removeIf(work -> !work.hasMore() && work.running() == 0);
      while (!closed && works.isEmpty() && batch.isEmpty()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          closed = true;
        }
        works.removeIf(work -> !work.hasMore() && work.running() == 0);
      }
      return !closed;
    }
  }

  /** The work that joins next: of those for which there is room, the one with fewest samples. */
  private Optional<Work> next() {
    synchronized (lock) {
      Optional<Work> fewest =
          works.stream().filter(Work::hasMore).min(Comparator.comparingInt(Work::running));
      // whoever needs most room must not wait for ever behind those that need less
      return fewest.filter(batch::hasRoom);
    }
  }

  private void fail(ModelException why) {
    batch.clear();
    synchronized (lock) {
      works.forEach(work -> work.generation().fail(why));
      works.clear();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
