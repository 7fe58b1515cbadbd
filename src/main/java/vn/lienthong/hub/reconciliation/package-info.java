/**
 * What the city, the hub and the province hold, compared by unit and day and then dossier by dossier.
 */
@NullMarked
package vn.lienthong.hub.reconciliation;

import org.jspecify.annotations.NullMarked;
