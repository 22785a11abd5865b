package io.kontor.aftersales;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the shop treats goods that come back.
 *
 * @param window how long after receipt goods may be returned or exchanged, where their category has no rule of its own
 * @param repairWindow how long after receipt goods are repaired
 * @param answerMax how long staff may leave a request unanswered
 * @param unanswered what happens then: {@code approve} approves it, {@code escalate} leaves it to a person, marked
 * @param replyMax how long the buyer may leave a question unanswered before the request is closed
 * @param payMax how long the buyer may take to pay what an exchange costs more before the request is closed
 * @param parcelMax how long after approval the buyer may wait before sending the parcel; then the request is closed
 * @param arrivalMax how long a parcel may be on its way before the request is marked for a person
 * @param inspectionMax how long a parcel that came back may lie there; then a return is refunded, anything else marked
 * @param returnAddress where buyers send parcels, as shown to them; empty: staff writes it with the approval
 */
@ConfigurationProperties("kontor.aftersales")
public record AftersalesSettings(
        @DefaultValue("15d") Duration window,
        @DefaultValue("365d") Duration repairWindow,
        @DefaultValue("3d") Duration answerMax,
        @DefaultValue("approve") Unanswered unanswered,
        @DefaultValue("7d") Duration replyMax,
        @DefaultValue("3d") Duration payMax,
        @DefaultValue("7d") Duration parcelMax,
        @DefaultValue("10d") Duration arrivalMax,
        @DefaultValue("3d") Duration inspectionMax,
        @DefaultValue("") String returnAddress) {

    public enum Unanswered {
        APPROVE,
        ESCALATE
    }
}
