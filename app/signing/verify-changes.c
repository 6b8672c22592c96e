/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Two readings of a file, as it was signed and as it is now, are compared object by object. Whatever differs must be
 * accounted for: an object takes part in one of a few roles (catalogue, form, page, list of fields or annotations,
 * field that was empty) in which it may grow by what a further signature needs. What is not accounted for is a
 * change. Objects that are new do no harm by themselves: nothing old can have come to speak of them but through one
 * of those roles. */

#include "signing/verify-structure.h"

#include <math.h>
#include <string.h>

/* A mark behind a signature may not take more of a page: it could hide what was signed. */
#define LARGEST_MARK (595.0 * 842.0 / 8)

typedef struct
{
  YnPdf *before, *after;
  GPtrArray *fields;      /* of YnSignatureField, in @after */
  GHashTable *accounted;  /* ids */
  char **detail;
} Comparison;

static gboolean
complain (Comparison *comparison, const char *what)
{
  if (*comparison->detail == NULL)
    *comparison->detail = g_strdup (what);
  return FALSE;
}

static void
account (Comparison *comparison, guint id)
{
  if (id != 0)
    g_hash_table_add (comparison->accounted, GUINT_TO_POINTER (id));
}

static gboolean
exists (YnPdf *pdf, guint id)
{
  g_autofree char *text = yn_pdf_object_fingerprint (pdf, id);

  return text != NULL;
}

static gboolean
object_unchanged (Comparison *comparison, guint id)
{
  g_autofree char *before = yn_pdf_object_fingerprint (comparison->before, id);
  g_autofree char *after = yn_pdf_object_fingerprint (comparison->after, id);

  return g_strcmp0 (before, after) == 0;
}

/* The same value at two paths: the same reference, or the same text where it is direct. */
static gboolean
value_unchanged (Comparison *comparison, const char *before_path, const char *after_path)
{
  guint before_id = yn_pdf_object_id (comparison->before, before_path);
  guint after_id = yn_pdf_object_id (comparison->after, after_path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (before_id != 0 || after_id != 0)
    return before_id == after_id;
  before = yn_pdf_unparse (comparison->before, before_path);
  after = yn_pdf_unparse (comparison->after, after_path);
  return g_strcmp0 (before, after) == 0;
}

/* The dictionaries at @path differ in nothing but the keys of @free (NULL-terminated). */
static gboolean
only_keys_changed (Comparison *comparison, const char *path, const char *const *free)
{
  g_auto (GStrv) before = yn_pdf_keys (comparison->before, path);
  g_auto (GStrv) after = yn_pdf_keys (comparison->after, path);
  char **both[] = { before, after };

  if (before == NULL || after == NULL)
    return FALSE;
  for (guint side = 0; side < 2; side++)
    for (char **key = both[side]; *key != NULL; key++)
      {
        g_autofree char *value_path = g_strconcat (path, *key, NULL);

        if (!g_strv_contains (free, *key) && !value_unchanged (comparison, value_path, value_path))
          return FALSE;
      }
  return TRUE;
}

static const YnSignatureField *
field_of (Comparison *comparison, guint id)
{
  for (guint i = 0; i < comparison->fields->len; i++)
    {
      const YnSignatureField *field = g_ptr_array_index (comparison->fields, i);

      if (field->id == id)
        return field;
    }
  return NULL;
}

static gboolean
small_enough (YnPdf *pdf, guint id)
{
  double sides[4];

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("%u/Rect/%d", id, i);
      g_autofree char *number = yn_pdf_unparse (pdf, path);

      sides[i] = number != NULL ? g_ascii_strtod (number, NULL) : 0;
    }
  return fabs (sides[2] - sides[0]) * fabs (sides[3] - sides[1]) <= LARGEST_MARK;
}

/* A field that came after the signed part: signed itself, by a signature that came with it, and nothing that acts. */
static gboolean
is_later_signature (Comparison *comparison, guint id)
{
  static const char *const usual[] = { "/Type", "/Subtype", "/FT", "/T", "/V", "/F", "/P", "/Rect", "/AP", "/Ff",
                                       "/DA", "/MK", "/Lock", "/TU", "/M", "/NM", "/Border", NULL };
  const YnSignatureField *field = field_of (comparison, id);
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_auto (GStrv) keys = NULL;

  if (field == NULL || field->value == 0 || exists (comparison->before, id)
      || exists (comparison->before, field->value) || !small_enough (comparison->after, id))
    return FALSE;
  keys = yn_pdf_keys (comparison->after, path);
  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_strv_contains (usual, *key))
      return FALSE;
  return keys != NULL;
}

/* The array at @path begins with all that it held, and what follows are later signatures. */
static gboolean
only_signatures_appended (Comparison *comparison, const char *path)
{
  int before = MAX (yn_pdf_count (comparison->before, path), 0);
  int after = MAX (yn_pdf_count (comparison->after, path), 0);

  for (int i = 0; i < MAX (before, after); i++)
    {
      g_autofree char *item = g_strdup_printf ("%s/%d", path, i);

      if (i < before ? !value_unchanged (comparison, item, item)
                     : !is_later_signature (comparison, yn_pdf_object_id (comparison->after, item)))
        return FALSE;
    }
  account (comparison, yn_pdf_object_id (comparison->before, path));
  return TRUE;
}

static gboolean
compare_form (Comparison *comparison)
{
  static const char *const grows[] = { "/Fields", "/SigFlags", NULL };
  static const char *const made[] = { "/Fields", "/SigFlags", "/DA", "/DR", NULL };
  g_auto (GStrv) before = yn_pdf_keys (comparison->before, "Root/AcroForm");
  g_auto (GStrv) after = yn_pdf_keys (comparison->after, "Root/AcroForm");

  if (before == NULL && after == NULL)
    return TRUE;
  if (after == NULL || !only_signatures_appended (comparison, "Root/AcroForm/Fields"))
    return complain (comparison, "form fields were changed");
  if (before != NULL && !only_keys_changed (comparison, "Root/AcroForm", grows))
    return complain (comparison, "the form was changed");
  for (char **key = after; before == NULL && *key != NULL; key++)
    if (!g_strv_contains (made, *key))
      return complain (comparison, "a form was added that does more than sign");
  account (comparison, yn_pdf_object_id (comparison->before, "Root/AcroForm"));
  return TRUE;
}

/* Validation data (EN 319 142-1 §5.4.2) may be added or exchanged as a whole. A list of it never grows in place: a
 * file made to deceive could have used the same array for a page's contents. */
static gboolean
compare_validation_data (Comparison *comparison)
{
  static const char *const usual[] = { "/Type", "/Certs", "/CRLs", "/OCSPs", "/VRI", NULL };
  YnPdf *sides[] = { comparison->before, comparison->after };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_auto (GStrv) keys = yn_pdf_keys (sides[i], "Root/DSS");

      for (char **key = keys; key != NULL && *key != NULL; key++)
        if (!g_strv_contains (usual, *key))
          return complain (comparison, "what calls itself validation data is something else");
    }
  account (comparison, yn_pdf_object_id (comparison->before, "Root/DSS"));
  return TRUE;
}

static gboolean
compare_catalogue (Comparison *comparison)
{
  static const char *const grows[] = { "/AcroForm", "/DSS", "/Extensions", NULL };
  guint root = yn_pdf_object_id (comparison->before, "Root");

  if (root == 0 || root != yn_pdf_object_id (comparison->after, "Root"))
    return complain (comparison, "the catalogue was replaced");
  if (yn_pdf_object_id (comparison->before, "Info") != yn_pdf_object_id (comparison->after, "Info"))
    return complain (comparison, "the document information was replaced");
  if (!object_unchanged (comparison, root) && !only_keys_changed (comparison, "Root", grows))
    return complain (comparison, "the catalogue was changed");
  account (comparison, root);
  return compare_validation_data (comparison);
}

static gboolean
compare_page (Comparison *comparison, const char *path)
{
  static const char *const grows[] = { "/Annots", NULL };
  g_autofree char *annotations = g_strconcat (path, "/Annots", NULL);
  guint page = yn_pdf_object_id (comparison->before, path);
  guint list = yn_pdf_object_id (comparison->before, annotations);

  if (page == 0 || page != yn_pdf_object_id (comparison->after, path))
    return complain (comparison, "a page was replaced");
  if (object_unchanged (comparison, page) && (list == 0 || object_unchanged (comparison, list)))
    return TRUE;
  if (!only_keys_changed (comparison, path, grows))
    return complain (comparison, "a page was changed");
  if (!only_signatures_appended (comparison, annotations))
    return complain (comparison, "annotations were changed");
  account (comparison, page);
  return TRUE;
}

static gboolean
compare_pages (Comparison *comparison)
{
  guint pages = yn_pdf_n_pages (comparison->before);

  if (pages != yn_pdf_n_pages (comparison->after))
    return complain (comparison, "pages were added or taken away");
  for (guint i = 0; i < pages; i++)
    {
      const char *before = yn_pdf_page_path (comparison->before, i);

      if (g_strcmp0 (before, yn_pdf_page_path (comparison->after, i)) != 0)
        return complain (comparison, "pages were moved");
      if (!compare_page (comparison, before))
        return FALSE;
    }
  return TRUE;
}

/* A signature field that stood there empty, and has been signed since. */
static gboolean
was_filled (Comparison *comparison, guint id)
{
  static const char *const filled[] = { "/V", "/AP", "/M", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *value_path = g_strdup_printf ("%u/V", id);
  g_autofree char *before = yn_pdf_unparse (comparison->before, value_path);
  const YnSignatureField *field = field_of (comparison, id);

  return field != NULL && field->value != 0 && before == NULL && yn_signature_field_is (comparison->before, id)
         && !exists (comparison->before, field->value) && small_enough (comparison->after, id)
         && only_keys_changed (comparison, path, filled);
}

static gboolean
compare_rest (Comparison *comparison)
{
  guint last = MAX (yn_pdf_max_object_id (comparison->before), yn_pdf_max_object_id (comparison->after));

  for (guint id = 1; id <= last; id++)
    {
      if (g_hash_table_contains (comparison->accounted, GUINT_TO_POINTER (id)) || !exists (comparison->before, id)
          || object_unchanged (comparison, id) || was_filled (comparison, id))
        continue;
      if (*comparison->detail == NULL)
        *comparison->detail = g_strdup_printf ("object %u was changed", id);
      return FALSE;
    }
  return TRUE;
}

gboolean
yn_verify_changes (YnPdf *pdf, YnPdf *signed_part, GPtrArray *fields, char **detail)
{
  g_autoptr (GHashTable) accounted = g_hash_table_new (NULL, NULL);
  Comparison comparison = { signed_part, pdf, fields, accounted, detail };

  return compare_catalogue (&comparison) && compare_form (&comparison) && compare_pages (&comparison)
         && compare_rest (&comparison);
}
