package vn.lienthong.hub.replay;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.replay.SampleTables.SampleUnit;

/** What happens to one dossier up to the evening of the sample day; follows from the seed and the dossier's number alone. */
final class SampleStory {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;
    private static final int LUNCH_FROM = 11 * HOUR + 30 * MINUTE;
    private static final int LUNCH_TO = 13 * HOUR + 30 * MINUTE;
    private static final int CLOSING = 17 * HOUR;
    private static final double CARRIED_OVER = 0.3;
    private static final double ODD = 0.08;
    /** Dossiers of a day below which not every procedure gets its dossier. */
    private static final int SMALL_DAY = 900;

    /** What can happen. */
    enum Act {
        SUBMIT("NEW", "Nộp hồ sơ trực tuyến"),
        RECEIVE("RECEIVED", "Tiếp nhận hồ sơ"),
        REFUSE("REFUSED", "Từ chối tiếp nhận: không thuộc thẩm quyền"),
        WORK("PROCESSING", "Thẩm tra hồ sơ"),
        ASK("SUPPLEMENT_REQUESTED", "Yêu cầu bổ sung giấy tờ"),
        GET("PROCESSING", "Nhận giấy tờ bổ sung"),
        BILL("PAYMENT_REQUESTED", "Yêu cầu nộp phí, lệ phí"),
        PAY("PROCESSING", "Đã nộp phí, lệ phí"),
        FINISH("FINISHED", "Ký duyệt kết quả"),
        HAND_OVER("RETURNED", "Trả kết quả cho công dân"),
        WITHDRAW("WITHDRAWN", "Công dân xin rút hồ sơ"),
        STOP("STOPPED", "Dừng giải quyết hồ sơ");

        final String status;
        final String note;

        Act(String status, String note) {
            this.status = status;
            this.note = note;
        }
    }

    /**
     * One thing that happened.
     *
     * @param at seconds since midnight of the sample day; negative on the days before
     */
    record Event(Act act, int at) {}

    final SampleUnit unit;
    final int unitIndex;
    final Procedure procedure;
    final Oddity oddity;
    final boolean online;
    final boolean byPost;
    final LocalDate receivedOn;
    final List<Event> events = new ArrayList<>();
    final int firstToday;
    /** For everything that is said about the dossier; begins afresh for each of its records. */
    final long detailSeed;

    private final Dice dice;
    private final LocalDate day;

    SampleStory(SampleTables tables, LocalDate day, long seed, int number, int dossiers) {
        this.day = day;
        this.dice = new Dice(Chance.mix(seed, number));
        this.detailSeed = Chance.mix(~seed, number);
        boolean covering = dossiers >= SMALL_DAY && number < tables.procedures().size();
        if (covering) {
            procedure = tables.procedures().get(number);
            unitIndex = tables.drawUnitFor(procedure, dice);
            unit = tables.units().get(unitIndex);
        } else {
            unitIndex = tables.drawUnit(dice);
            unit = tables.units().get(unitIndex);
            procedure = tables.drawProcedure(unit, dice);
        }
        boolean carriedOver = limitDays() > 0 && dice.chance(CARRIED_OVER * 1.6);
        online = procedure.onlineLevel() >= 3 && dice.chance(0.35);
        byPost = !online && dice.chance(0.03);
        Oddity wanted = dice.chance(ODD) ? Oddity.draw(dice) : Oddity.NONE;
        if (carriedOver) {
            int offset = dice.between(1, Math.max(2, Math.min(20, limitDays())));
            receivedOn = workingDayBefore(offset);
            before();
            firstToday = events.size();
            continued();
        } else {
            receivedOn = day;
            firstToday = 0;
            fresh();
        }
        oddity = fits(wanted) ? wanted : Oddity.NONE;
    }

    private boolean fits(Oddity wanted) {
        return wanted.effect() != Oddity.Effect.SWAPS || events.size() - firstToday >= 2;
    }

    /** 0 means the same day; a limit that the table does not know is taken as five working days. */
    private int limitDays() {
        Procedure.Limit limit = procedure.limit();
        if (limit == null) {
            return 5;
        }
        boolean sameDay = limit.unit() == Procedure.LimitUnit.SAME_DAY
                || limit.unit() == Procedure.LimitUnit.HOUR
                || limit.unit() == Procedure.LimitUnit.WORKING_DAY && limit.value() <= 1;
        return sameDay ? 0 : limit.value();
    }

    private boolean workingDays() {
        Procedure.Limit limit = procedure.limit();
        return limit == null || limit.unit() != Procedure.LimitUnit.DAY;
    }

    // ---- received on the day

    private void fresh() {
        int at = arrival(dice);
        if (online) {
            events.add(new Event(Act.SUBMIT, dice.chance(0.15) ? dice.between(CLOSING, 22 * HOUR) : at));
            at = next(events.get(0).at(), 5, 120);
            if (at < 0) {
                return;
            }
            if (dice.chance(0.05)) {
                events.add(new Event(Act.REFUSE, at));
                return;
            }
        }
        events.add(new Event(Act.RECEIVE, at));
        if (limitDays() == 0) {
            walk(at, sameDay());
        } else {
            walk(at, firstDay());
        }
    }

    private List<Act> sameDay() {
        List<Act> acts = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            acts.add(Act.WORK);
        }
        acts.add(Act.FINISH);
        if (dice.chance(0.85)) {
            acts.add(Act.HAND_OVER);
        }
        return acts;
    }

    private List<Act> firstDay() {
        List<Act> acts = new ArrayList<>(List.of(Act.WORK));
        if (dice.chance(0.5)) {
            acts.add(Act.WORK);
        }
        if (dice.chance(0.1)) {
            acts.add(Act.ASK);
        } else if (dice.chance(0.05)) {
            acts.add(Act.BILL);
        } else if (dice.chance(0.01)) {
            acts.add(Act.WITHDRAW);
        }
        return acts;
    }

    // ---- carried over from earlier days

    private void before() {
        int steps = dice.chance(0.08) ? dice.between(11, 24) : dice.between(1, 6);
        boolean supplement = steps >= 3 && dice.chance(0.2);
        int days = (int) (day.toEpochDay() - receivedOn.toEpochDay());
        int at = -days * DAY + 7 * HOUR + 30 * MINUTE + dice.below(25 * MINUTE);
        events.add(new Event(Act.RECEIVE, at));
        for (int i = 1; i <= steps; i++) {
            Act act = supplement && i == 2 ? Act.ASK : supplement && i == 3 ? Act.GET : Act.WORK;
            int back = Math.max(1, days - (i * days) / (steps + 1));
            int midnight = -onWorkingDay(back) * DAY;
            events.add(new Event(act, midnight + 8 * HOUR + i * 8 * MINUTE + dice.below(8 * MINUTE)));
        }
        if (dice.chance(0.12)) {
            Event last = events.get(events.size() - 1);
            events.add(new Event(dice.chance(0.7) ? Act.ASK : Act.BILL, last.at() + dice.between(0, 2) * 20 * MINUTE));
        }
    }

    /** So many days back, or further to the Friday before. */
    private int onWorkingDay(int back) {
        DayOfWeek weekday = day.minusDays(back).getDayOfWeek();
        return weekday == DayOfWeek.SUNDAY ? back + 2 : weekday == DayOfWeek.SATURDAY ? back + 1 : back;
    }

    private void continued() {
        Act last = events.get(events.size() - 1).act();
        List<Act> acts = new ArrayList<>();
        if (last == Act.ASK) {
            acts.add(Act.GET);
        } else if (last == Act.BILL) {
            acts.add(Act.PAY);
        } else if (dice.chance(0.03)) {
            acts.add(dice.chance(0.6) ? Act.WITHDRAW : Act.STOP);
        } else if (dice.chance(0.1)) {
            acts.addAll(List.of(Act.WORK, Act.ASK));
        } else if (dice.chance(0.55)) {
            acts.addAll(List.of(Act.WORK, Act.FINISH, Act.HAND_OVER));
        } else {
            acts.add(Act.WORK);
            acts.add(Act.WORK);
        }
        int at = arrival(dice);
        events.add(new Event(acts.get(0), at));
        walk(at, acts.subList(1, acts.size()));
    }

    // ---- the clock of an office

    private void walk(int from, List<Act> acts) {
        int at = from;
        for (Act act : acts) {
            // Two acts of one second do occur: software that writes both when one button is pressed.
            at = dice.chance(0.02) ? at : next(at, 8, 75);
            if (at < 0) {
                return;
            }
            events.add(new Event(act, at));
        }
    }

    private int next(int at, int leastMinutes, int mostMinutes) {
        int next = at + dice.between(leastMinutes * MINUTE, mostMinutes * MINUTE);
        if (next < 7 * HOUR + 30 * MINUTE) {
            next = 7 * HOUR + 30 * MINUTE + dice.below(20 * MINUTE);
        }
        if (next >= LUNCH_FROM && next < LUNCH_TO) {
            next = LUNCH_TO + dice.below(30 * MINUTE);
        }
        return next < CLOSING ? next : -1;
    }

    /** When people come: half of them between 07:30 and 09:00. */
    static int arrival(Dice dice) {
        double at = Chance.unit(dice.next());
        if (at < 0.5) {
            return dice.between(7 * HOUR + 30 * MINUTE, 9 * HOUR);
        }
        if (at < 0.72) {
            return dice.between(9 * HOUR, LUNCH_FROM - 1);
        }
        return at < 0.9 ? dice.between(LUNCH_TO, 15 * HOUR) : dice.between(15 * HOUR, CLOSING - 15 * MINUTE);
    }

    private LocalDate workingDayBefore(int workingDays) {
        LocalDate date = day;
        for (int left = workingDays; left > 0; ) {
            date = date.minusDays(1);
            if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return date;
    }

    /**
     * The day on which the result is due, at 17:00: weekends are not counted where the limit is in working days; same-day
     * matters received after 15:00 are due on the next working day. (Holidays are left to the hub's calendar.)
     */
    LocalDate dueOn() {
        LocalDate date = receivedOn;
        boolean late = limitDays() == 0 && events.get(0).at() >= 15 * HOUR;
        for (int left = late ? 1 : limitDays(); left > 0; ) {
            date = date.plusDays(1);
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!(late || workingDays()) || !weekend) {
                left--;
            }
        }
        return date;
    }
}
