/** The hub as an operator runs it: its nodes, PostgreSQL and Artemis each a process of its own, set as docs/external-parts.md says. */
@NullMarked
package vn.lienthong.hub.parts;

import org.jspecify.annotations.NullMarked;
