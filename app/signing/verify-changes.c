/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Two readings of a file, as it was signed and as it is now, are compared object by object. Whatever differs
 * must be accounted for: an object takes part in one of a few roles (catalogue, form, page, list of fields or
 * annotations, field that was empty) in which it may grow by what a further signature needs, or by what the
 * signatures allow in so many words. What is not accounted for is a change that is not allowed. Objects that
 * are new do no harm by themselves: nothing old can have come to speak of them but through one of those
 * roles. */

#include "signing/verify-changes.h"

#include "signing/dss.h"

#include <math.h>
#include <string.h>

/* A mark behind a signature may not take more of a page: it could hide what was signed. */
#define LARGEST_MARK (595.0 * 842.0 / 8)

void
yn_change_free (YnChange *change)
{
  if (change == NULL)
    return;
  g_free (change->code);
  g_free (change->name);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

gboolean
yn_comparison_note (YnComparison *comparison,
                    YnVerdict allowed,
                    const char *code,
                    guint page,
                    const char *name)
{
  YnChange *change;

  for (guint i = 0; i < comparison->changes->len; i++)
    {
      const YnChange *known = g_ptr_array_index (comparison->changes, i);

      if (g_str_equal (known->code, code) && known->page == page && g_strcmp0 (known->name, name) == 0)
        return allowed != YN_VERDICT_NO;
    }
  change = g_new0 (YnChange, 1);
  change->code = g_strdup (code);
  change->page = page;
  change->name = g_strdup (name != NULL && name[0] == '/' ? name + 1 : name);
  change->allowed = allowed;
  g_ptr_array_add (comparison->changes, change);
  return allowed != YN_VERDICT_NO;
}

static void
refuse (YnComparison *comparison, const char *code, guint page, const char *name)
{
  yn_comparison_note (comparison, YN_VERDICT_NO, code, page, name);
}

void
yn_comparison_account (YnComparison *comparison, guint id)
{
  if (id != 0)
    g_hash_table_add (comparison->accounted, GUINT_TO_POINTER (id));
}

const YnPlaces *
yn_comparison_places (YnComparison *comparison)
{
  if (comparison->places == NULL)
    comparison->places = yn_places_new (comparison->before);
  return comparison->places;
}

static gboolean
object_unchanged (YnComparison *comparison, guint id)
{
  return yn_pdf_object_same (comparison->before, comparison->after, id);
}

/* The same reference, or the same text where it is direct. */
gboolean
yn_comparison_same_value (YnComparison *comparison, const char *path)
{
  guint before_id = yn_pdf_object_id (comparison->before, path);
  guint after_id = yn_pdf_object_id (comparison->after, path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (before_id != 0 || after_id != 0)
    return before_id == after_id;
  before = yn_pdf_unparse (comparison->before, path);
  after = yn_pdf_unparse (comparison->after, path);
  return g_strcmp0 (before, after) == 0;
}

/* Of the dictionaries at @path: the first key that differs and is none of @free. New; NULL: there is none. */
static char *
changed_key (YnComparison *comparison, const char *path, const char *const *free)
{
  g_auto (GStrv) before = yn_pdf_keys (comparison->before, path);
  g_auto (GStrv) after = yn_pdf_keys (comparison->after, path);
  char **both[] = { before, after };

  for (guint side = 0; side < 2; side++)
    for (char **key = both[side]; key != NULL && *key != NULL; key++)
      {
        g_autofree char *value_path = g_strconcat (path, *key, NULL);

        if (!g_strv_contains (free, *key) && !yn_comparison_same_value (comparison, value_path))
          return g_strdup (*key);
      }
  return before == NULL || after == NULL ? g_strdup ("/") : NULL;
}

gboolean
yn_comparison_only_keys (YnComparison *comparison, const char *path, const char *const *free)
{
  g_autofree char *key = changed_key (comparison, path, free);

  return key == NULL;
}

/* Later signatures */

static const YnSignatureField *
field_of (YnComparison *comparison, guint id)
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

static gboolean
only_usual_keys (YnPdf *pdf, guint id)
{
  static const char *const usual[] = { "/Type", "/Subtype",      "/FT",     "/T",  "/V",  "/F",    "/P",
                                       "/Rect", "/AP",           "/Ff",     "/DA", "/MK", "/Lock", "/TU",
                                       "/M",    "/NM",           "/Border", "/BS", "/H",  "/Kids", "/Parent",
                                       "/SV",   "/StructParent", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_auto (GStrv) keys = yn_pdf_keys (pdf, path);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_strv_contains (usual, *key))
      return FALSE;
  return keys != NULL;
}

/* A certified file that allows nothing may still be timestamped (EN 319 142-1 §5.5). */
static gboolean
may_be_signed (YnComparison *comparison, const YnSignatureField *field)
{
  return comparison->permission->level != YN_PERMISSION_NOTHING
         || g_strcmp0 (field->subfilter, "/ETSI.RFC3161") == 0;
}

/* A field that came after the signed part, signed itself by a signature that came with it; or the widget of
 * one that is split in field and widget. NULL: it is neither. */
static const YnSignatureField *
later_signature (YnComparison *comparison, guint id)
{
  const YnSignatureField *field = field_of (comparison, id);
  g_autofree char *parent_path = g_strdup_printf ("%u/Parent", id);
  guint parent = yn_pdf_object_id (comparison->after, parent_path);

  if (field == NULL && parent != 0 && !yn_pdf_object_exists (comparison->before, parent))
    field = field_of (comparison, parent);
  if (field == NULL || field->value == 0 || yn_pdf_object_exists (comparison->before, id)
      || yn_pdf_object_exists (comparison->before, field->value) || !only_usual_keys (comparison->after, id))
    return NULL;
  return field;
}

static gboolean
note_signature (YnComparison *comparison, const YnSignatureField *field, guint id, guint page)
{
  if (!may_be_signed (comparison, field))
    refuse (comparison, "change-signature-forbidden", page, field->name);
  else if (!small_enough (comparison->after, id))
    refuse (comparison, "change-mark-large", page, field->name);
  else
    yn_comparison_note (comparison, YN_VERDICT_YES, "change-signature-added", page, field->name);
  return TRUE;
}

/* A signature field that stood there empty, and has been signed since. */
static gboolean
was_signed (YnComparison *comparison, guint id)
{
  static const char *const filled[] = { "/V", "/AP", "/M", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *value_path = g_strdup_printf ("%u/V", id);
  g_autofree char *before = yn_pdf_unparse (comparison->before, value_path);
  const YnSignatureField *field = field_of (comparison, id);

  if (field == NULL || field->value == 0 || before != NULL || !yn_signature_field_is (comparison->before, id)
      || yn_pdf_object_exists (comparison->before, field->value)
      || !yn_comparison_only_keys (comparison, path, filled)
      || !yn_permission_leaves (comparison->permission, field->name))
    return FALSE;
  return note_signature (comparison, field, id, 0);
}

/* What shows such a field, where that is an object of its own: it may have got a look. */
static gboolean
was_marked (YnComparison *comparison, guint id)
{
  static const char *const marked[] = { "/AP", "/AS", "/M", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *parent_path = g_strdup_printf ("%u/Parent", id);
  g_autofree char *value_path = g_strdup_printf ("%u/Parent/V", id);
  g_autofree char *before = yn_pdf_unparse (comparison->before, value_path);
  guint parent = yn_pdf_object_id (comparison->before, parent_path);
  const YnSignatureField *field = parent != 0 ? field_of (comparison, parent) : NULL;

  if (field == NULL || before != NULL || !yn_comparison_only_keys (comparison, path, marked))
    return FALSE;
  return note_signature (comparison, field, id, 0);
}

/* Lists of fields and annotations */

static GPtrArray *
list_at (YnPdf *pdf, const char *path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  int n = yn_pdf_count (pdf, path);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *item = g_strdup_printf ("%s/%d", path, i);
      guint id = yn_pdf_object_id (pdf, item);
      char *text = id != 0 ? g_strdup_printf ("%u", id) : yn_pdf_unparse (pdf, item);

      g_ptr_array_add (list, text != NULL ? text : g_strdup ("null"));
    }
  return list;
}

static gboolean
contains (GPtrArray *list, const char *text)
{
  return g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL);
}

/* The number that @text is; 0: it is a direct object. */
static guint
number_of (const char *text)
{
  guint64 id;

  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &id, NULL) ? (guint)id : 0;
}

typedef void (*ItemFound) (YnComparison *comparison, guint id, guint page);

/* Items that came, and items that went. FALSE: those that stayed stand in another order. */
static gboolean
compare_lists (YnComparison *comparison, const char *path, guint page, ItemFound came, ItemFound went)
{
  g_autoptr (GPtrArray) before = list_at (comparison->before, path);
  g_autoptr (GPtrArray) after = list_at (comparison->after, path);
  guint i = 0, j = 0;

  while (i < before->len || j < after->len)
    {
      const char *old = i < before->len ? g_ptr_array_index (before, i) : NULL;
      const char *new = j < after->len ? g_ptr_array_index (after, j) : NULL;

      if (g_strcmp0 (old, new) == 0)
        i++, j++;
      else if (new != NULL && !contains (before, new))
        came (comparison, number_of (new), page), j++;
      else if (old != NULL && !contains (after, old))
        went (comparison, number_of (old), page), i++;
      else
        return FALSE;
    }
  yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, path));
  return TRUE;
}

static void
field_came (YnComparison *comparison, guint id, guint page)
{
  const YnSignatureField *field = id != 0 ? later_signature (comparison, id) : NULL;
  g_autofree char *name = field == NULL && id != 0 ? yn_form_field_name (comparison->after, id) : NULL;

  if (field == NULL)
    refuse (comparison, "change-field-added", page, name);
  else if (!may_be_signed (comparison, field))
    refuse (comparison, "change-signature-forbidden", page, field->name);
}

static void
field_went (YnComparison *comparison, guint id, guint page)
{
  g_autofree char *name = id != 0 ? yn_form_field_name (comparison->before, id) : NULL;

  refuse (comparison, "change-field-removed", page, name);
}

static void
annotation_came (YnComparison *comparison, guint id, guint page)
{
  const YnSignatureField *field = id != 0 ? later_signature (comparison, id) : NULL;
  g_autofree char *path = g_strdup_printf ("%u/Subtype", id);
  g_autofree char *kind = id != 0 ? yn_pdf_name (comparison->after, path) : NULL;

  if (field != NULL)
    note_signature (comparison, field, id, page);
  else if (id == 0 || !yn_verify_noted (comparison, id, page, FALSE))
    refuse (comparison, "change-annotation-added", page, kind);
}

static void
annotation_went (YnComparison *comparison, guint id, guint page)
{
  g_autofree char *path = g_strdup_printf ("%u/Subtype", id);
  g_autofree char *kind = id != 0 ? yn_pdf_name (comparison->before, path) : NULL;

  if (id == 0 || !yn_verify_noted (comparison, id, page, TRUE))
    refuse (comparison, "change-annotation-removed", page, kind);
}

/* The form */

/* Resources of a form may come, such as the font that a signature is drawn in; those that were there stay. */
static gboolean
resources_grew (YnComparison *comparison)
{
  g_auto (GStrv) kinds = yn_pdf_keys (comparison->before, "Root/AcroForm/DR");

  for (char **kind = kinds; kind != NULL && *kind != NULL; kind++)
    {
      g_autofree char *kind_path = g_strconcat ("Root/AcroForm/DR", *kind, NULL);
      g_auto (GStrv) names = yn_pdf_keys (comparison->before, kind_path);

      if (names == NULL && !yn_comparison_same_value (comparison, kind_path))
        return FALSE;
      for (char **name = names; name != NULL && *name != NULL; name++)
        {
          g_autofree char *path = g_strconcat (kind_path, *name, NULL);

          if (!yn_comparison_same_value (comparison, path))
            return FALSE;
        }
      yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, kind_path));
    }
  yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, "Root/AcroForm/DR"));
  return TRUE;
}

static void
compare_form (YnComparison *comparison)
{
  static const char *const signing[] = { "/Fields", "/SigFlags", "/DR", NULL };
  static const char *const filling[] = { "/Fields", "/SigFlags", "/DR", "/NeedAppearances", NULL };
  static const char *const made[] = { "/Fields", "/SigFlags", "/DA", "/DR", "/Type", NULL };
  g_auto (GStrv) before = yn_pdf_keys (comparison->before, "Root/AcroForm");
  g_auto (GStrv) after = yn_pdf_keys (comparison->after, "Root/AcroForm");
  gboolean fill = comparison->permission->level >= YN_PERMISSION_FILLING;
  g_autofree char *key = NULL;

  if (before == NULL && after == NULL)
    return;
  if (after == NULL)
    return refuse (comparison, "change-form", 0, NULL);
  if (!compare_lists (comparison, "Root/AcroForm/Fields", 0, field_came, field_went))
    refuse (comparison, "change-form", 0, "Fields");
  if (before != NULL)
    key = changed_key (comparison, "Root/AcroForm", fill ? filling : signing);
  else
    for (char **one = after; *one != NULL && key == NULL; one++)
      if (!g_strv_contains (made, *one))
        key = g_strdup (*one);
  if (key != NULL)
    refuse (comparison, "change-form", 0, key);
  if (before != NULL && !resources_grew (comparison))
    refuse (comparison, "change-form", 0, "DR");
  yn_comparison_account (comparison, yn_pdf_object_id (comparison->before, "Root/AcroForm"));
}

/* The catalogue */

/* Validation data (EN 319 142-1 §5.4.2) may be added or exchanged as a whole. A list of it never grows in
 * place: a file made to deceive could have used the same array for a page's contents. */
static void
compare_validation_data (YnComparison *comparison)
{
  static const char *const usual[] = { "/Type", "/Certs", "/CRLs", "/OCSPs", "/VRI", YN_DSS_SUM, NULL };
  YnPdf *sides[] = { comparison->before, comparison->after };
  guint id = yn_pdf_object_id (comparison->before, "Root/DSS");

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_auto (GStrv) keys = yn_pdf_keys (sides[i], "Root/DSS");

      for (char **key = keys; key != NULL && *key != NULL; key++)
        if (!g_strv_contains (usual, *key))
          return refuse (comparison, "change-validation-data-false", 0, *key);
    }
  if (!yn_comparison_same_value (comparison, "Root/DSS") || (id != 0 && !object_unchanged (comparison, id)))
    yn_comparison_note (comparison, YN_VERDICT_YES, "change-validation-data", 0, NULL);
  yn_comparison_account (comparison, id);
}

/* Programs that sign write down that they did. */
static void
compare_information (YnComparison *comparison)
{
  static const char *const written[] = { "/ModDate", "/Producer", NULL };
  guint id = yn_pdf_object_id (comparison->before, "Info");
  g_autofree char *key = NULL;

  if (id != yn_pdf_object_id (comparison->after, "Info"))
    return refuse (comparison, "change-information", 0, NULL);
  if (id == 0 || object_unchanged (comparison, id))
    return;
  key = changed_key (comparison, "Info", written);
  if (key != NULL)
    return refuse (comparison, "change-information", 0, key);
  yn_comparison_note (comparison, YN_VERDICT_YES, "change-written-by", 0, NULL);
  yn_comparison_account (comparison, id);
}

static const char *
code_of_catalogue_key (const char *key)
{
  static const struct
  {
    const char *key, *code;
  } codes[] = { { "/OpenAction", "change-action" },   { "/AA", "change-action" },
                { "/OCProperties", "change-layers" }, { "/Names", "change-attachment" },
                { "/AF", "change-attachment" },       { "/Pages", "change-pages" } };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].key, key))
      return codes[i].code;
  return "change-catalogue";
}

static void
compare_catalogue (YnComparison *comparison)
{
  static const char *const grows[] = { "/AcroForm", "/DSS", "/Extensions", NULL };
  guint root = yn_pdf_object_id (comparison->before, "Root");
  g_autofree char *key = NULL;

  if (!yn_comparison_same_value (comparison, "Encrypt"))
    refuse (comparison, "change-encryption", 0, NULL);
  if (root == 0 || root != yn_pdf_object_id (comparison->after, "Root"))
    return refuse (comparison, "change-catalogue", 0, NULL);
  if (!object_unchanged (comparison, root))
    key = changed_key (comparison, "Root", grows);
  if (key != NULL)
    refuse (comparison, code_of_catalogue_key (key), 0, key);
  yn_comparison_account (comparison, root);
  compare_validation_data (comparison);
}

/* Pages */

static const char *
code_of_page_key (const char *key)
{
  if (g_str_equal (key, "/Contents"))
    return "change-page-content";
  if (g_str_equal (key, "/Resources"))
    return "change-page-resources";
  return g_str_equal (key, "/AA") ? "change-action" : "change-page";
}

static void
compare_page (YnComparison *comparison, const char *path, guint number)
{
  static const char *const grows[] = { "/Annots", NULL };
  g_autofree char *annotations = g_strconcat (path, "/Annots", NULL);
  guint page = yn_pdf_object_id (comparison->before, path);
  gboolean annotated = page != 0 && yn_pdf_object_has_key (comparison->before, page, "Annots");
  guint list = annotated ? yn_pdf_object_id (comparison->before, annotations) : 0;
  g_autofree char *key = NULL;

  if (page == 0 || page != yn_pdf_object_id (comparison->after, path))
    return refuse (comparison, "change-page", number, NULL);
  if (object_unchanged (comparison, page) && (list == 0 || object_unchanged (comparison, list)))
    return;
  key = changed_key (comparison, path, grows);
  if (key != NULL)
    refuse (comparison, code_of_page_key (key), number, key);
  if (!compare_lists (comparison, annotations, number, annotation_came, annotation_went))
    refuse (comparison, "change-annotation", number, NULL);
  yn_comparison_account (comparison, page);
}

static void
compare_pages (YnComparison *comparison)
{
  guint before = yn_pdf_n_pages (comparison->before), after = yn_pdf_n_pages (comparison->after);

  if (before != after)
    return refuse (comparison, before < after ? "change-pages-added" : "change-pages-removed", 0, NULL);
  for (guint i = 0; i < before; i++)
    {
      const char *path = yn_pdf_page_path (comparison->before, i);

      if (g_strcmp0 (path, yn_pdf_page_path (comparison->after, i)) != 0)
        return refuse (comparison, "change-pages", 0, NULL);
      compare_page (comparison, path, i + 1);
    }
}

/* What is left */

/* A field that gathers others: signatures came below it. */
static gboolean
gathers_signatures (YnComparison *comparison, guint id)
{
  static const char *const grows[] = { "/Kids", NULL };
  g_autofree char *path = g_strdup_printf ("%u", id);
  g_autofree char *kids = g_strdup_printf ("%u/Kids", id);
  g_autofree char *title = g_strdup_printf ("%u/T", id);
  g_autofree char *name = yn_pdf_string (comparison->before, title);

  if (name == NULL || yn_pdf_count (comparison->before, kids) < 1
      || !yn_comparison_only_keys (comparison, path, grows))
    return FALSE;
  return compare_lists (comparison, kids, 0, field_came, field_went);
}

static gboolean
is_mark (YnComparison *comparison, guint id)
{
  g_autofree char *path = g_strdup_printf ("%u/Rect", id);
  g_autofree char *box = yn_pdf_unparse (comparison->before, path);

  return box != NULL && yn_signature_field_is (comparison->before, id);
}

static void
compare_object (YnComparison *comparison, guint id)
{
  const char *code;
  guint page;
  g_autofree char *number = g_strdup_printf ("%u", id);
  g_autofree char *name = NULL;

  if (was_signed (comparison, id) || was_marked (comparison, id) || yn_verify_filled (comparison, id)
      || gathers_signatures (comparison, id))
    return;
  code = yn_places_of (yn_comparison_places (comparison), id, &page);
  if (is_mark (comparison, id))
    {
      name = yn_form_field_name (comparison->before, id);
      refuse (comparison, "change-mark", page, name);
    }
  else if (!g_str_equal (code, "change-annotation") || !yn_verify_noted (comparison, id, page, FALSE))
    refuse (comparison, code, page, page == 0 ? number : NULL);
}

/* @existing gets the objects of the signed part, @changed those that are others now. */
static void
find_changed (YnComparison *comparison, GArray *existing, GArray *changed)
{
  guint last = yn_pdf_max_object_id (comparison->before);

  for (guint id = 1; id <= last; id++)
    {
      if (!yn_pdf_object_exists (comparison->before, id))
        continue;
      g_array_append_val (existing, id);
      if (!object_unchanged (comparison, id))
        g_array_append_val (changed, id);
    }
}

/* Fields first: they account for their looks. */
static void
compare_rest (YnComparison *comparison)
{
  g_autoptr (GArray) existing = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) all_changed = g_hash_table_new (NULL, NULL);

  find_changed (comparison, existing, changed);
  for (guint i = 0; i < changed->len; i++)
    g_hash_table_add (all_changed, GUINT_TO_POINTER (g_array_index (changed, guint, i)));
  for (int round = 0; round < 2; round++)
    for (guint i = 0; i < changed->len; i++)
      {
        guint id = g_array_index (changed, guint, i);
        g_autofree char *type = round == 0 ? yn_form_field_type (comparison->before, id) : NULL;

        if ((round == 0 && type == NULL)
            || g_hash_table_contains (comparison->accounted, GUINT_TO_POINTER (id)))
          continue;
        yn_comparison_account (comparison, id);
        compare_object (comparison, id);
      }
  yn_verify_hidden (comparison, existing, all_changed, yn_bytes_size (yn_pdf_bytes (comparison->before)));
}

static gboolean
all_allowed (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const YnChange *)g_ptr_array_index (changes, i))->allowed == YN_VERDICT_NO)
      return FALSE;
  return TRUE;
}

gboolean
yn_verify_changes (YnPdf *pdf,
                   YnPdf *signed_part,
                   GPtrArray *fields,
                   const YnPermission *permission,
                   GPtrArray *changes)
{
  g_autoptr (GHashTable) accounted = g_hash_table_new (NULL, NULL);
  YnComparison comparison = { signed_part, pdf, fields, permission, accounted, changes, NULL };

  compare_catalogue (&comparison);
  compare_information (&comparison);
  compare_form (&comparison);
  compare_pages (&comparison);
  compare_rest (&comparison);
  yn_places_free (comparison.places);
  return all_allowed (changes);
}
