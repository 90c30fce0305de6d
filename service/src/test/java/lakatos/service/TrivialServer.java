package lakatos.service;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lakatos.v1.CancelRequest;
import lakatos.v1.GetRequest;
import lakatos.v1.Job;
import lakatos.v1.JobEvent;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ListModelsRequest;
import lakatos.v1.ListModelsResponse;
import lakatos.v1.ModelsGrpc;
import lakatos.v1.ProveEvent;
import lakatos.v1.ProveRequest;
import lakatos.v1.ProverGrpc;
import lakatos.v1.Result;
import lakatos.v1.SubmitRequest;
import lakatos.v1.SubmitResponse;
import lakatos.v1.VerifierGrpc;
import lakatos.v1.VerifyRequest;
import lakatos.v1.WatchRequest;

/** A server on a free port that lets in whom its access does, and has an answer to everything. */
final class TrivialServer implements AutoCloseable {
  private final Access access;
  private final Server server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ManagedChannel> channels = new ArrayList<>();

  /** The open ends of what is being watched. */
  final BlockingQueue<StreamObserver<JobEvent>> watching = new LinkedBlockingQueue<>();

  /** What became of open ends that were cut off. */
  final BlockingQueue<String> cutOff = new LinkedBlockingQueue<>();

  TrivialServer(AccessOptions options) {
    this(options, InstantSource.system());
  }

  TrivialServer(AccessOptions options, InstantSource clock) {
    this.access = new Access(options, clock);
    try {
      this.server =
          access
              .server(0)
              .executor(threads)
              .addService(new Prover())
              .addService(new Verifier())
              .addService(new Jobs())
              .addService(new Models())
              .addService(new HealthStatusManager().getHealthService())
              .addService(ProtoReflectionServiceV1.newInstance())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  ManagedChannel channel() {
    return channel(InsecureChannelCredentials.create());
  }

  ManagedChannel channel(ChannelCredentials credentials) {
    ManagedChannel channel =
        Grpc.newChannelBuilder("localhost:" + server.getPort(), credentials).build();
    channels.add(channel);
    return channel;
  }

  /** A channel whose calls have this header. */
  io.grpc.Channel channel(String authorization) {
    Metadata headers = new Metadata();
    headers.put(Authentication.AUTHORIZATION, authorization);
    return io.grpc.ClientInterceptors.intercept(
        channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    try {
      for (ManagedChannel channel : channels) {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      }
      server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      threads.shutdown();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    access.close();
  }

  private static <T> void answer(StreamObserver<T> answers, T answer) {
    answers.onNext(answer);
    answers.onCompleted();
  }

  private static final class Prover extends ProverGrpc.ProverImplBase {
    @Override
    public void prove(ProveRequest request, StreamObserver<ProveEvent> answers) {
      answer(answers, ProveEvent.getDefaultInstance());
    }

    @Override
    public StreamObserver<ProveRequest> proveBatch(StreamObserver<Result> answers) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ProveRequest request) {
          answers.onNext(Result.newBuilder().setId(request.getProblem().getId()).build());
        }

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onCompleted() {
          answers.onCompleted();
        }
      };
    }
  }

  private static final class Verifier extends VerifierGrpc.VerifierImplBase {
    @Override
    public void verify(VerifyRequest request, StreamObserver<Result> answers) {
      if (request.getProblem().getId().equals("throw")) {
        throw new IllegalStateException("a defect");
      }
      answer(answers, Result.newBuilder().setId(request.getProblem().getId()).build());
    }
  }

  private final class Jobs extends JobsGrpc.JobsImplBase {
    @Override
    public StreamObserver<SubmitRequest> submit(StreamObserver<SubmitResponse> answers) {
      String owner = Caller.current().name();
      return new StreamObserver<>() {
        @Override
        public void onNext(SubmitRequest request) {}

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onCompleted() {
          Job job = Job.newBuilder().setId("job-1").setOwner(owner).build();
          answer(answers, SubmitResponse.newBuilder().setJob(job).build());
        }
      };
    }

    @Override
    public void get(GetRequest request, StreamObserver<Job> answers) {
      Caller caller = Caller.current();
      answer(
          answers,
          Job.newBuilder()
              .setId(request.getJob())
              .setOwner(caller.name() + " " + caller.role().word())
              .build());
    }

    @Override
    public void cancel(CancelRequest request, StreamObserver<Job> answers) {
      answer(answers, Job.newBuilder().setId(request.getJob()).build());
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<JobEvent> answers) {
      ((ServerCallStreamObserver<JobEvent>) answers)
          .setOnCancelHandler(() -> cutOff.add(request.getJob()));
      watching.add(answers);
    }
  }

  private static final class Models extends ModelsGrpc.ModelsImplBase {
    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answers) {
      answer(answers, ListModelsResponse.getDefaultInstance());
    }
  }
}
