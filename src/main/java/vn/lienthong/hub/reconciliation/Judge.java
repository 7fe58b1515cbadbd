package vn.lienthong.hub.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.Times;
import vn.lienthong.hub.vocabulary.TransferState;

/** Compares what the three say of one dossier. Stateless but for what it was given; thread-safe. */
final class Judge {
    private final Reconciliation.Lists lists;
    private final Map<Side, Set<Field>> told;
    private final Reconciliation.SameUnit units;

    /** What the three say; a side that says nothing is null. */
    static final class Case {
        @Nullable
        Row city;

        @Nullable
        Row hub;

        @Nullable
        Row province;

        boolean twice;

        void take(Side side, Row row) {
            Row before = get(side);
            if (before == null) {
                put(side, row);
            } else {
                twice |= !java.util.Arrays.equals(before.values(), row.values())
                        || !before.unit().equals(row.unit());
            }
        }

        @Nullable
        Row get(Side side) {
            return side == Side.CITY ? city : side == Side.HUB ? hub : province;
        }

        /** As whose the dossier is shown. */
        Row shown() {
            Row shown = city != null ? city : hub != null ? hub : province;
            if (shown == null) {
                throw new IllegalStateException("a dossier that nobody tells of");
            }
            return shown;
        }

        private void put(Side side, Row row) {
            switch (side) {
                case CITY -> city = row;
                case HUB -> hub = row;
                case PROVINCE -> province = row;
            }
        }
    }

    /** What was found of a dossier: kinds that nothing explains, and whether something was found that is explained. */
    private static final class Found {
        final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        boolean explained;
        boolean cityHub;
        boolean hubProvince;

        void add(Kind kind, boolean isExplained) {
            if (isExplained) {
                explained = true;
            } else {
                kinds.add(kind);
            }
        }
    }

    /** What comes of a dossier. */
    record Verdict(boolean onItsWay, @Nullable Difference difference) {}

    Judge(Reconciliation.Lists lists, Map<Side, Set<Field>> told, Reconciliation.SameUnit units) {
        this.lists = lists;
        this.told = told;
        this.units = units;
    }

    Verdict judge(Case c) {
        Found found = new Found();
        presence(c, found);
        for (Field field : Field.ALL) {
            compare(field, c, found);
        }
        units(c, found);
        if (c.twice) {
            found.add(Kind.LISTED_TWICE, false);
        }
        if (found.kinds.isEmpty()) {
            return new Verdict(found.explained, null);
        }
        return new Verdict(false, difference(c, found));
    }

    private void presence(Case c, Found found) {
        Row hub = c.hub;
        HubState state = hub == null ? null : hub.hub();
        if (c.city != null && state == null) {
            found.add(Kind.MISSING_IN_HUB, false);
        }
        if (lists.city() != null && c.city == null) {
            boolean late = state != null && isAfter(state.acceptedAt(), lists.city());
            found.add(Kind.EXTRA, late);
        }
        boolean wanted = c.city != null || state != null && state.state() != null;
        if (lists.province() != null && c.province == null && wanted) {
            found.add(Kind.MISSING_AT_PROVINCE, state != null && isUnderWay(state));
        }
    }

    private void compare(Field field, Case c, Found found) {
        long city = said(Side.CITY, field, c.city);
        long province = said(Side.PROVINCE, field, c.province);
        Row hub = c.hub;
        HubState state = hub == null ? null : hub.hub();
        if (hub == null || state == null) {
            if (differ(field, city, province)) {
                found.add(field.kind, false);
            }
            return;
        }
        long[] confirmed = state.given();
        long given = confirmed == null ? Values.UNKNOWN : confirmed[field.at];
        boolean cityHub = differ(field, city, hub.value(field));
        boolean hubProvince = differ(field, given, province);
        if (cityHub) {
            boolean older = !state.settled() && given != Values.UNKNOWN && !differ(field, city, given);
            boolean isExplained = older || isAfter(state.acceptedAt(), lists.city());
            found.add(field.kind, isExplained);
            found.cityHub |= !isExplained;
        }
        if (hubProvince) {
            found.add(field.kind, isUnderWay(state));
            found.hubProvince |= !isUnderWay(state);
        }
        if (!cityHub && !hubProvince && differ(field, city, province)) {
            found.add(field.kind, isUnderWay(state));
        }
    }

    /** What a list says; what it does not tell of anybody cannot be known. */
    private long said(Side side, Field field, @Nullable Row row) {
        return row != null && tells(side, field) ? row.value(field) : Values.UNKNOWN;
    }

    private void units(Case c, Found found) {
        Row city = c.city;
        Row province = c.province;
        Row hub = c.hub;
        boolean cityHub = differs(city, hub);
        boolean hubProvince = differs(hub, province);
        found.cityHub |= cityHub;
        found.hubProvince |= hubProvince;
        if (cityHub || hubProvince || differs(city, province)) {
            found.add(Kind.UNIT, false);
        }
    }

    private boolean differs(@Nullable Row one, @Nullable Row other) {
        return one != null
                && other != null
                && !one.unit().isEmpty()
                && !other.unit().isEmpty()
                && !one.unit().equals(other.unit())
                && !units.same(
                        one.unit(), other.unit(), one.day() == Row.NO_DAY ? null : LocalDate.ofEpochDay(one.day()));
    }

    private boolean tells(Side side, Field field) {
        Set<Field> fields = told.get(side);
        return fields != null && fields.contains(field);
    }

    /** What one of the two cannot know is no difference. */
    private static boolean differ(Field field, long one, long other) {
        return one != Values.UNKNOWN && other != Values.UNKNOWN && !Values.same(field, one, other);
    }

    /** Whether something is still to come, or came after the province's list was made. */
    private boolean isUnderWay(HubState state) {
        return state.moving() || isAfter(state.givenAt(), lists.province());
    }

    private static boolean isAfter(long millis, @Nullable ListFile list) {
        return list != null && Instant.ofEpochMilli(millis).isAfter(list.at());
    }

    private Difference difference(Case c, Found found) {
        Cause cause = cause(c, found);
        Row shown = c.shown();
        String unit = shown.unit();
        for (Side side : Side.values()) {
            Row row = c.get(side);
            unit = unit.isEmpty() && row != null ? row.unit() : unit;
        }
        return new Difference(
                shown.code(),
                unit,
                shown.day() == Row.NO_DAY ? null : LocalDate.ofEpochDay(shown.day()),
                new ArrayList<>(found.kinds),
                says(c, found),
                cause,
                repair(c, cause));
    }

    private static Cause cause(Case c, Found found) {
        if (c.twice) {
            return Cause.LIST_IS_UNSOUND;
        }
        HubState state = c.hub == null ? null : c.hub.hub();
        if (state == null) {
            return c.city == null
                    ? Cause.ONLY_AT_PROVINCE
                    : c.province == null ? Cause.NEVER_PUSHED : Cause.REACHED_PROVINCE_ANOTHER_WAY;
        }
        if (found.kinds.contains(Kind.EXTRA)) {
            return Cause.LEFT_OUT_BY_CITY;
        }
        if (state.state() == null) {
            return found.cityHub ? Cause.PUSHED_NOT_THE_NEWEST : Cause.NOT_OWED;
        }
        if (state.state() == TransferState.PARKED) {
            return Cause.PARKED;
        }
        if (state.state() == TransferState.CANCELLED) {
            return Cause.CANCELLED;
        }
        return afterDelivery(c, found);
    }

    private static Cause afterDelivery(Case c, Found found) {
        if (c.province == null && found.kinds.contains(Kind.MISSING_AT_PROVINCE)) {
            return Cause.LOST_AFTER_DELIVERY;
        }
        if (found.cityHub) {
            return found.hubProvince ? Cause.REACHED_PROVINCE_ANOTHER_WAY : Cause.PUSHED_NOT_THE_NEWEST;
        }
        if (!found.hubProvince) {
            return Cause.HUB_KEEPS_NO_BODY;
        }
        return isAhead(c) ? Cause.PROVINCE_IS_AHEAD : Cause.CHANGED_AT_PROVINCE;
    }

    /** Later in the order of the national codes; a refusal has no place in it. */
    private static boolean isAhead(Case c) {
        if (c.hub == null || c.province == null) {
            return false;
        }
        long ours = c.hub.value(Field.STATUS);
        long theirs = c.province.value(Field.STATUS);
        return Values.isSaid(ours) && Values.isSaid(theirs) && theirs > ours && theirs != Status.REFUSED.nationalCode();
    }

    private static Difference.@Nullable Repair repair(Case c, Cause cause) {
        HubState state = c.hub == null ? null : c.hub.hub();
        if (state == null || state.transfer() == 0) {
            return null;
        }
        return switch (cause) {
            case PARKED -> new Difference.Repair("release", false, state.transfer(), state.revision());
            case LOST_AFTER_DELIVERY -> new Difference.Repair("resend", true, state.transfer(), state.revision());
            case CHANGED_AT_PROVINCE -> new Difference.Repair("resend", false, state.transfer(), state.revision());
            default -> null;
        };
    }

    private Map<Side, String> says(Case c, Found found) {
        Map<Side, String> says = new EnumMap<>(Side.class);
        if (lists.city() != null) {
            says.put(Side.CITY, c.city == null ? "does not list it" : words(Side.CITY, c.city, c.city.values(), found));
        }
        says.put(Side.HUB, c.hub == null ? "never took it in" : hub(c.hub, found));
        if (lists.province() != null) {
            says.put(
                    Side.PROVINCE,
                    c.province == null
                            ? "does not list it"
                            : words(Side.PROVINCE, c.province, c.province.values(), found));
        }
        return says;
    }

    private String hub(Row row, Found found) {
        HubState state = row.hub();
        if (state == null) {
            return "";
        }
        String stands = "revision " + state.revision() + " "
                + (state.state() == null ? "owed to nobody here" : state.state().name())
                + (state.problem().isEmpty() ? "" : " (" + state.problem() + ")");
        if (state.givenAt() > 0) {
            stands += ", revision " + state.givenRevision() + " confirmed "
                    + Times.text(Instant.ofEpochMilli(state.givenAt()));
        }
        String words = words(Side.HUB, row, row.values(), found);
        return stands + "; " + words;
    }

    /** Only what differs is told; where nothing but the presence does, the status. */
    private String words(Side side, Row row, long[] values, Found found) {
        List<String> words = new ArrayList<>();
        for (Field field : Field.ALL) {
            boolean shown = found.kinds.contains(field.kind) || field == Field.STATUS;
            if (shown && (side == Side.HUB || tells(side, field))) {
                String name = field.name().toLowerCase(java.util.Locale.ROOT);
                words.add(name + " " + Values.words(field, Values.plain(field, values[field.at])));
            }
        }
        if (found.kinds.contains(Kind.UNIT)) {
            words.add("unit " + (row.unit().isEmpty() ? "none" : row.unit()));
        }
        return words.isEmpty() ? "lists it" : String.join(", ", words);
    }
}
