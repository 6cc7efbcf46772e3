package dev.fairlead.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL, the broker and Connect together: started side by side, stopped in order. */
final class Servers {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Keys keys;
  private final PostgresServer postgres;
  private final BrokerServer broker;
  private final ConnectServer connect;
  private final Child postgresProcess;
  private final Child brokerProcess;
  private final Child connectProcess;

  Servers(Home home, Ports ports, List<Service> services, JavaCommand.Life life) {
    keys = new Keys(home.keys());
    postgres = new PostgresServer(home, keys, ports.postgres());
    broker = new BrokerServer(home, ports);
    connect = new ConnectServer(home, ports, connectorVariables(keys, ports, services));
    postgresProcess = postgres.child();
    brokerProcess = broker.child(life);
    connectProcess = connect.child(life);
  }

  PostgresServer postgres() {
    return postgres;
  }

  BrokerServer broker() {
    return broker;
  }

  ConnectServer connect() {
    return connect;
  }

  /** In the order in which they can be stopped. */
  List<Child> children() {
    return List.of(connectProcess, brokerProcess, postgresProcess);
  }

  /** Starts all, makes what is missing in them, and returns when they can be used. */
  void start(Progress progress, List<Topics.Topic> topics, List<Service> services) {
    startStores(progress, topics, services);
    awaitConnect(progress);
  }

  /** Starts all, but returns when PostgreSQL and the broker can be used. */
  void startStores(Progress progress, List<Topics.Topic> topics, List<Service> services) {
    brokerProcess.start();
    connectProcess.start();
    postgres.initialise();
    postgresProcess.start();
    postgresProcess.awaitReady(postgres::isReady, PATIENCE);
    postgresProcess.guard();
    Databases.provision(postgres, keys, services);
    progress.done("PostgreSQL");
    brokerProcess.awaitReady(broker::isReady, PATIENCE);
    Topics.create(broker.bootstrap(), topics);
    brokerProcess.guard();
    progress.done("Kafka");
  }

  /** Returns when Connect can be used too. */
  void awaitConnect(Progress progress) {
    connectProcess.awaitReady(connect::isReady, PATIENCE);
    connectProcess.guard();
    progress.done("Kafka Connect");
  }

  private static Map<String, String> connectorVariables(
      Keys keys, Ports ports, List<Service> services) {
    Map<String, String> variables = new HashMap<>();
    variables.put("FAIRLEAD_POSTGRES_HOST", "127.0.0.1");
    variables.put("FAIRLEAD_POSTGRES_PORT", Integer.toString(ports.postgres()));
    services.forEach(
        service -> variables.put(service.passwordVariable(), keys.password(service.captureRole())));
    return variables;
  }
}
