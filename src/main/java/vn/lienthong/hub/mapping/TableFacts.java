package vn.lienthong.hub.mapping;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.vocabulary.Status;

/** The facts as the tables in mappings/tables/ have them. */
final class TableFacts implements Facts {
    private static final Map<String, Status> STATUSES =
            Stream.of(Status.values()).collect(Collectors.toUnmodifiableMap(Status::name, Function.identity()));
    private final Reference reference;

    TableFacts(Reference reference) {
        this.reference = reference;
    }

    @Override
    public @Nullable String unitName(String code, LocalDate date) {
        return reference.units().unitOn(code, date).map(Unit::name).orElse(null);
    }

    @Override
    public @Nullable String agencyCode(String code, LocalDate date) {
        return reference.agencies().codeOn(code, date).orElse(null);
    }

    @Override
    public @Nullable String unitOfAgency(String agencyCode, LocalDate date) {
        return reference.agencies().unitOn(agencyCode, date).orElse(null);
    }

    @Override
    public @Nullable String successor(String code, LocalDate date, LocalDate onDate) {
        return reference.units().successorOf(code, date, onDate).map(Unit::code).orElse(null);
    }

    @Override
    public @Nullable String procedure(String code) {
        return reference.procedures().find(code).map(Procedure::nationalCode).orElse(null);
    }

    @Override
    public @Nullable String procedureName(String code) {
        return reference.procedures().find(code).map(Procedure::name).orElse(null);
    }

    @Override
    public @Nullable String procedureField(String code) {
        return reference.procedures().find(code).map(Procedure::field).orElse(null);
    }

    @Override
    public @Nullable String procedureFieldCode(String code) {
        return reference.procedures().find(code).map(Procedure::fieldCode).orElse(null);
    }

    @Override
    public boolean endsDossier(String status) {
        Status known = STATUSES.get(status);
        return known != null && reference.statuses().of(known).endsDossier();
    }

    @Override
    public @Nullable String statusCode(String status) {
        Status known = STATUSES.get(status);
        return known == null ? null : reference.statuses().of(known).nationalCode();
    }
}
