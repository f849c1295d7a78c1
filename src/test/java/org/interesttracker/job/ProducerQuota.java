package org.interesttracker.job;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/**
 * How many bytes a second a broker takes of all that produce, one client excepted. The broker makes
 * those wait who send more, which is how a slow broker looks to them (KIP-13, KIP-546).
 *
 * @param servers of the broker, where clients need no name
 * @param bytesPerSecond of all others together
 * @param excepted the client that is not held up
 */
record ProducerQuota(String servers, long bytesPerSecond, String excepted) {

  private static final String RATE = "producer_byte_rate";
  private static final String EVERYBODY = "ANONYMOUS";
  private static final Double AS_MUCH_AS_COMES = 1e12;

  /** In force for as long as something is done. */
  void during(JvmProcess.Meanwhile meanwhile) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      set(admin, (double) bytesPerSecond, AS_MUCH_AS_COMES);
      try {
        meanwhile.run();
      } finally {
        set(admin, null, null);
      }
    }
  }

  private void set(Admin admin, Double ofAll, Double ofExcepted) throws Exception {
    Map<String, String> all = Map.of(ClientQuotaEntity.USER, EVERYBODY);
    Map<String, String> one =
        Map.of(ClientQuotaEntity.USER, EVERYBODY, ClientQuotaEntity.CLIENT_ID, excepted);
    admin
        .alterClientQuotas(List.of(alteration(one, ofExcepted), alteration(all, ofAll)))
        .all()
        .get();
  }

  private static ClientQuotaAlteration alteration(Map<String, String> whose, Double rate) {
    return new ClientQuotaAlteration(
        new ClientQuotaEntity(whose), List.of(new ClientQuotaAlteration.Op(RATE, rate)));
  }
}
