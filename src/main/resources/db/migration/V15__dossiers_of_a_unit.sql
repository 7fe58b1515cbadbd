-- What the province holds of a unit is listed by codes, a page at a time: without an index that begins with the unit, a page may read every dossier.
CREATE INDEX dossier_unit ON dossier (unit, code);
