package vn.lienthong.hub.reconciliation;

import java.util.Locale;

/** Why a dossier is not the same everywhere, as far as the three tell, and what to do. */
public enum Cause {
    NEVER_PUSHED(
            "The city lists it and never gave it to the hub.",
            "Have the city's software push it; if it did, look for a refused submission: explain CODE."),
    PUSHED_NOT_THE_NEWEST(
            "The city lists a state that it has not given to the hub.",
            "Have the city's software push its newest revision."),
    NOT_OWED(
            "The hub holds it and owes it to nobody here: its unit has not switched over, or it came from there.",
            "Nothing, if that is so; see the unit's state in the plan of the switchover."),
    PARKED(
            "The newest record waits for a person.",
            "explain CODE says why; mend that, then apply the plan or release it."),
    CANCELLED("A person gave up the newest record.", "explain CODE says who and why; resend it if that was wrong."),
    LOST_AFTER_DELIVERY(
            "The province confirmed it and does not list it.",
            "Ask the province if its list is whole (--ask asks it itself); then apply the plan, which sends it again from the beginning."),
    LIST_LEFT_IT_OUT(
            "The province does not list it and says, when it is asked, that it holds it.",
            "Ask the province why its list leaves it out; there is nothing to send."),
    CHANGED_AT_PROVINCE(
            "The province holds something else than what it confirmed.",
            "Look who changed it there; the plan sends the hub's newest record again."),
    PROVINCE_IS_AHEAD(
            "The province has moved on since it confirmed.",
            "See that the way back carries it to the city; nothing is sent, for it would set the dossier back."),
    REACHED_PROVINCE_ANOTHER_WAY(
            "City and province agree, and the hub knows something else or nothing.",
            "Have the city's software push its newest revision, so that the hub does not set the dossier back later."),
    ONLY_AT_PROVINCE(
            "The province has it from somebody else.",
            "Ask the unit whether it was filed there directly; then the way back brings it to the city."),
    LEFT_OUT_BY_CITY(
            "The city's list leaves out what its software gave to the hub.",
            "Look whether it was deleted there, or the list was made with another selection."),
    HUB_KEEPS_NO_BODY(
            "City and province differ, and the hub keeps the record no more, so nobody can tell who changed it.",
            "Have the city's software push it once more."),
    LIST_IS_UNSOUND("A list names the dossier twice and says two things.", "Have that list made again.");

    private final String words;
    private final String cure;

    Cause(String words, String cure) {
        this.words = words;
        this.cure = cure;
    }

    /** What it is, one sentence. */
    public String words() {
        return words;
    }

    /** What to do. */
    public String cure() {
        return cure;
    }

    /** For machines. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
