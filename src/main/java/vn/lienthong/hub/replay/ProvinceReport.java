package vn.lienthong.hub.replay;

import java.util.List;
import java.util.Map;

/**
 * What the fake province has seen since it started: the other half of the hub's balance.
 *
 * @param requests messages to the service address, logins not counted
 * @param logins successful logins
 * @param refusedLogins logins with a wrong name or password
 * @param expiredSessions messages answered with "session expired"
 * @param creates dossiers taken as new: the number of dossiers held
 * @param updates contents taken for a dossier already held
 * @param enquiries look-ups of a dossier
 * @param repeatedCreates second creates of a dossier, refused
 * @param unknownDossier updates and progress for a dossier not held, refused
 * @param steps different progress steps held
 * @param repeatedSteps progress steps that were held already and came again; a hub that repeats nothing leaves 0
 * @param orderBreaks contents or steps older than what was held; a hub that keeps order leaves 0
 * @param bodiesNotNfc messages whose text was not in Unicode form NFC
 * @param invalid messages refused for their content, by reason
 * @param misbehaved messages hit by a misbehaviour, by its name
 * @param committedUnanswered messages processed although the sender got no readable answer
 * @param dossiersByUnit dossiers held, by the unit that sent them
 * @param recorded messages that a recorded exchange answered, by destination and operation
 * @param unrecorded messages that none did, by destination, operation and why
 * @param findings the first order breaks, repetitions and refusals in words, with dossier codes
 * @param misbehaviours in force now, as written on the command line
 */
public record ProvinceReport(
        long requests,
        long logins,
        long refusedLogins,
        long expiredSessions,
        long creates,
        long updates,
        long enquiries,
        long repeatedCreates,
        long unknownDossier,
        long steps,
        long repeatedSteps,
        long orderBreaks,
        long bodiesNotNfc,
        Map<String, Long> invalid,
        Map<String, Long> misbehaved,
        long committedUnanswered,
        Map<String, Long> dossiersByUnit,
        Map<String, Long> recorded,
        Map<String, Long> unrecorded,
        List<String> findings,
        List<String> misbehaviours) {

    /** Whether nothing came twice and nothing came in the wrong order. */
    public boolean clean() {
        return repeatedSteps == 0 && orderBreaks == 0;
    }
}
