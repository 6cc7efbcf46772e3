package dev.fairlead.ownership.dispute;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.CommandLead;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.dispute.EndDispute.Locked;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.domain.Credit;
import dev.fairlead.ownership.dispute.domain.Dispute;
import dev.fairlead.ownership.domain.Authority;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A manager of the lead's team, or an admin, decides a dispute he is no party of. */
@ApplicationScoped
public class DecideDispute {

  private final EndDispute endDispute;
  private final Disputes disputes;
  private final CommandLead commandLead;
  private final Oversight oversight;
  private final MeterRegistry registry;
  private final String metric;

  DecideDispute(
      EndDispute endDispute,
      Disputes disputes,
      CommandLead commandLead,
      Oversight oversight,
      MeterRegistry registry,
      ServiceName service) {
    this.endDispute = endDispute;
    this.disputes = disputes;
    this.commandLead = commandLead;
    this.oversight = oversight;
    this.registry = registry;
    this.metric = service.metric("disputes");
  }

  /**
   * The decision.
   *
   * @param outcome {@code uphold}, {@code transfer}, {@code split} or {@code pool}
   * @param credit shares of a split; null for half each
   * @param pool where the lead goes when it goes to a pool; null for the one that fits
   */
  public record Order(
      String outcome, String reason, @Nullable Map<String, Double> credit, @Nullable String pool) {}

  /**
   * Decides it in the transaction of the session.
   *
   * @throws ProblemException 403 {@code dispute.party} or {@code dispute.not-yours}, 409 {@code
   *     dispute.ended} when it is decided already, {@code cap} when the claimant is full, 422 when
   *     the shares are none
   */
  public Uni<Dispute> run(
      Mutiny.Session session, Caller caller, Flow flow, String id, Order order) {
    return endDispute
        .lock(session, id)
        .call(locked -> authorise(session, caller, locked))
        .chain(
            locked ->
                oversight
                    .member(session, locked.dispute().claimant())
                    .chain(
                        claimant ->
                            endDispute.run(
                                session,
                                locked.dispute(),
                                ending(order, locked, claimant.team()),
                                caller.id(),
                                flow)))
        .call(
            ended -> {
              Map<String, Double> credit = ended.credit();
              return credit == null
                  ? Uni.createFrom().voidItem()
                  : disputes.credit(session, ended.leadId(), ended.id(), credit);
            })
        .invoke(() -> registry.counter(metric, "outcome", order.outcome()).increment());
  }

  private Uni<Authority> authorise(Mutiny.Session session, Caller caller, Locked locked) {
    Dispute dispute = locked.dispute();
    if (dispute.isParty(caller.id()) || caller.id().equals(owner(locked))) {
      return Uni.createFrom()
          .failure(ProblemException.forbidden("dispute.party", "a party does not decide"));
    }
    return commandLead
        .authority(session, caller)
        .invoke(
            authority -> {
              boolean ofTeam =
                  dispute.team() != null && authority.managedTeams().contains(dispute.team());
              boolean all =
                  authority.admin() || (authority.manager() && authority.managedTeams().isEmpty());
              if (!all && !(authority.manager() && ofTeam)) {
                throw ProblemException.forbidden(
                    "dispute.not-yours", "this lead is of another team");
              }
            });
  }

  private static EndDispute.Ending ending(
      Order order, Locked locked, @Nullable String claimantsTeam) {
    Dispute dispute = locked.dispute();
    boolean transfer = LedgerCommand.DecideDispute.TRANSFER.equals(order.outcome());
    return new EndDispute.Ending(
        "decided",
        order.outcome(),
        order.reason(),
        LedgerCommand.DecideDispute.SPLIT.equals(order.outcome()) ? credit(order, locked) : null,
        new LedgerCommand.DecideDispute(
            dispute.id(),
            order.outcome(),
            transfer ? dispute.claimant() : null,
            transfer ? claimantsTeam : null,
            order.pool(),
            order.reason()));
  }

  private static Map<String, Double> credit(Order order, Locked locked) {
    Dispute dispute = locked.dispute();
    String owner = owner(locked);
    String holder = owner == null || owner.equals(dispute.claimant()) ? dispute.owner() : owner;
    Map<String, Double> shares = order.credit();
    if (shares == null || shares.isEmpty()) {
      return Credit.halves(holder, dispute.claimant());
    }
    Set<String> parties =
        holder.equals(dispute.owner())
            ? Set.of(dispute.claimant(), dispute.owner())
            : Set.of(dispute.claimant(), dispute.owner(), holder);
    String fault = Credit.fault(shares, parties);
    if (fault != null) {
      throw ProblemException.invalid("request.invalid", "/credit", fault);
    }
    return shares;
  }

  private static @Nullable String owner(Locked locked) {
    return switch (locked.custody()) {
      case Custody.Owned o -> o.owner();
      case Custody.Closed c -> c.owner();
      case Custody.Assigning a -> null;
      case Custody.Pooled p -> null;
    };
  }
}
