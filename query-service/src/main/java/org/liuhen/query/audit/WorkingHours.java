package org.liuhen.query.audit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When offices are open, by Beijing time.
 *
 * @param begin of every working day
 * @param end that minute excluded
 * @param daysOff public holidays (国务院办公厅 announces them year by year)
 * @param daysOn weekends that are worked instead
 */
record WorkingHours(LocalTime begin, LocalTime end, Set<LocalDate> daysOff, Set<LocalDate> daysOn) {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    WorkingHours {
        daysOff = Set.copyOf(daysOff);
        daysOn = Set.copyOf(daysOn);
    }

    boolean include(Instant moment) {
        ZonedDateTime there = beijing(moment);
        LocalTime time = there.toLocalTime();
        return isWorked(there.toLocalDate()) && !time.isBefore(begin) && time.isBefore(end);
    }

    private boolean isWorked(LocalDate day) {
        boolean weekend =
                day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return daysOn.contains(day) || (!weekend && !daysOff.contains(day));
    }

    static ZonedDateTime beijing(Instant moment) {
        return moment.atZone(BEIJING);
    }
}
