/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/sign-revision.h"

#include "base/error.h"
#include "signing/crypto.h"
#include "signing/mark.h"
#include "signing/permission.h"
#include "signing/sign-empty.h"
#include "signing/sign-place.h"

#include <string.h>

/* Bytes of the hole; a signature that needs more is refused, never cut. */
#define ROOM 8192
#define ROOM_WITH_TIMESTAMP 16384

#define OBJECTS_TO_COME 100 /* field, signature, mark and its font, data for verifying */

typedef struct
{
  YnPdf *pdf;
  YnPdfRevision *revision;
  const YnSignOptions *options;
  GPtrArray *fields; /* the signatures that are there */
  guint value;       /* the object of the one to come */
} Preparing;

static guint
count_role (GPtrArray *fields, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const YnSignatureField *field = g_ptr_array_index (fields, i);

      n += g_str_has_prefix (field->name, prefix);
    }
  return n;
}

/* The signature dictionary, in three pieces so that the hole and the numbers can be found again: the ByteRange is as
 * wide as any that fits, and blank. */
#define RANGE_BLANK "/ByteRange [0                                 ]"
#define RANGE_FORMAT "/ByteRange [0 %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT "]"
#define BEFORE_HOLE " /Contents "

static char *
dictionary_start (const YnSignOptions *options, const char *lock)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (options->instant / G_USEC_PER_SEC);
  g_autofree char *moment = g_date_time_format (time, "D:%Y%m%d%H%M%SZ");
  GString *out;

  if (options->dates)
    return g_strdup ("<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 " RANGE_BLANK BEFORE_HOLE);
  out = g_string_new ("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached");
  g_string_append_printf (out, " /M (%s) /YnClass /%s", moment, yn_signature_class_name (options->class));
  if (options->mark_name != NULL)
    {
      g_autofree char *name = yn_pdf_text_syntax (options->mark_name);

      g_string_append_printf (out, " /Name %s", name);
    }
  if (options->reason != NULL)
    {
      g_autofree char *reason = yn_pdf_text_syntax (options->reason);

      g_string_append_printf (out, " /Reason %s", reason);
    }
  if (options->confirmed != NULL)
    g_string_append_printf (out, " /YnConfirmed (%s)", options->confirmed);
  if (lock != NULL)
    g_string_append_printf (out, " /Reference [ %s ]", lock);
  g_string_append (out, " " RANGE_BLANK BEFORE_HOLE);
  return g_string_free (out, FALSE);
}

static char *
empty_hole (gsize room)
{
  char *hole = g_malloc (2 * room + 3);

  memset (hole, '0', 2 * room + 2);
  hole[0] = '<';
  hole[2 * room + 1] = '>';
  hole[2 * room + 2] = '\0';
  return hole;
}

static void
digest_piece (const void *data, gsize length, gpointer context)
{
  EVP_DigestUpdate (context, data, length);
}

/* SHA-256 of the paper as it is before this signature: what a mark's code names. */
static char *
digest_so_far (YnPdf *pdf, GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 digest[32];
  YnBytes *bytes = yn_pdf_bytes (pdf);
  GString *hex;

  if (EVP_DigestInit (context, EVP_sha256 ()) != 1
      || !yn_bytes_each (bytes, 0, yn_bytes_size (bytes), digest_piece, context)
      || EVP_DigestFinal (context, digest, NULL) != 1)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the paper cannot be read to its end");
      return NULL;
    }
  hex = g_string_sized_new (2 * sizeof digest);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  return g_string_free (hex, FALSE);
}

/* The mark as a form of its own; 0: it cannot be drawn, or may not stand here. */
static guint
draw_mark (const Preparing *preparing, double size[2], GError **error)
{
  const YnSignOptions *options = preparing->options;
  gboolean practice = options->practice || options->class == YN_SIGNATURE_CLASS_PRACTICE;
  g_autofree char *sha256 = NULL;
  g_autofree char *check = NULL;
  YnMark look = { options->mark_name, options->mark_uscc, options->mark_issuer, options->instant,
                  options->class,     options->language,  options->practice };

  if (options->mark_picture != NULL && !yn_mark_picture_check (options->mark_picture, practice, error))
    return 0;
  sha256 = digest_so_far (preparing->pdf, error);
  if (sha256 == NULL)
    return 0;
  check = yn_mark_check_text (options->mark_matter, sha256, options->mark_uscc);
  look.check = check;
  look.picture = options->mark_picture;
  size[0] = YN_MARK_WIDTH;
  size[1] = YN_MARK_HEIGHT;
  return yn_mark_add (&look, preparing->revision, error);
}

/* A new field */

static gboolean
make_widget (const Preparing *preparing, guint widget, const char *name, const char *page_path, GError **error)
{
  g_autofree char *title = yn_pdf_text_syntax (name);
  g_autofree char *look = NULL;
  g_autofree char *box = NULL;
  g_autofree char *syntax = NULL;
  YnBox place = { 0 };

  if (preparing->options->mark_name != NULL)
    {
      double size[2];
      guint mark = draw_mark (preparing, size, error);

      if (mark == 0)
        return FALSE;
      look = g_strdup_printf (" /AP << /N %u 0 R >>", mark);
      place = yn_sign_place (preparing->pdf, page_path, preparing->fields->len);
    }
  box = yn_box_syntax (place);
  syntax = g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /V %u 0 R /F 132 /P %u 0 R /Rect %s%s >>",
                            title, preparing->value, yn_pdf_object_id (preparing->pdf, page_path), box,
                            look != NULL ? look : "");
  yn_pdf_revision_set (preparing->revision, widget, syntax);
  return TRUE;
}

/* The field joins the page's annotations and the form's fields; the form is made where there is none. */
static gboolean
add_widget (YnPdf *pdf, YnPdfRevision *revision, guint widget, const char *page_path, GError **error)
{
  g_autofree char *reference = g_strdup_printf ("%u 0 R", widget);
  g_autofree char *form = yn_pdf_unparse (pdf, "Root/AcroForm");

  if (!yn_pdf_revision_append (revision, page_path, "Annots", reference, error))
    return FALSE;
  if (form == NULL)
    {
      g_autofree char *syntax = g_strdup_printf ("<< /Fields [ %s ] /SigFlags 3 >>", reference);

      return yn_pdf_revision_put (revision, "Root", "AcroForm", syntax, error);
    }
  return yn_pdf_revision_append (revision, "Root/AcroForm", "Fields", reference, error)
         && yn_pdf_revision_put (revision, "Root/AcroForm", "SigFlags", "3", error);
}

static gboolean
make_field (const Preparing *preparing, GError **error)
{
  g_autofree char *prefix = g_strdup_printf ("yn-%s-", preparing->options->role);
  guint number = preparing->options->number != 0 ? preparing->options->number
                                                 : count_role (preparing->fields, prefix) + 1;
  g_autofree char *name = g_strdup_printf ("%s%u", prefix, number);
  const char *page_path = yn_pdf_page_path (preparing->pdf, yn_pdf_n_pages (preparing->pdf) - 1);
  guint widget = yn_pdf_revision_reserve (preparing->revision);

  return make_widget (preparing, widget, name, page_path, error)
         && add_widget (preparing->pdf, preparing->revision, widget, page_path, error);
}

/* An empty one */

/* The mark inside the box that the author left, as large as it fits, in the middle. */
static guint
fit_mark (const Preparing *preparing, YnBox box, GError **error)
{
  double size[2], width = box.right - box.left, height = box.top - box.bottom, scale;
  guint mark = draw_mark (preparing, size, error), fitted;
  g_autofree char *bounds = yn_box_syntax ((YnBox) { 0, 0, width, height });
  g_autofree char *entries = NULL;
  g_autoptr (GString) content = g_string_new ("q");
  g_autoptr (GBytes) bytes = NULL;

  if (mark == 0)
    return 0;
  scale = MIN (width / size[0], height / size[1]);
  {
    const double matrix[] = { scale, 0, 0, scale, (width - scale * size[0]) / 2, (height - scale * size[1]) / 2 };

    for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
      {
        char number[G_ASCII_DTOSTR_BUF_SIZE];

        g_string_append_printf (content, " %s", g_ascii_formatd (number, sizeof number, "%.4f", matrix[i]));
      }
  }
  g_string_append (content, " cm /Mark Do Q");
  bytes = g_bytes_new (content->str, content->len);
  entries = g_strdup_printf ("/Type /XObject /Subtype /Form /BBox %s /Resources << /XObject << /Mark %u 0 R >> >>",
                             bounds, mark);
  fitted = yn_pdf_revision_reserve (preparing->revision);
  yn_pdf_revision_set_stream (preparing->revision, fitted, entries, bytes);
  return fitted;
}

static gboolean
fill_field (const Preparing *preparing, const YnEmptyField *empty, GError **error)
{
  g_autofree char *field = g_strdup_printf ("%u", empty->id);
  g_autofree char *widget = g_strdup_printf ("%u", empty->widget);
  g_autofree char *value = g_strdup_printf ("%u 0 R", preparing->value);
  YnBox box;

  if (!yn_pdf_revision_put (preparing->revision, field, "V", value, error)
      || !yn_pdf_revision_put (preparing->revision, "Root/AcroForm", "SigFlags", "3", error))
    return FALSE;
  if (preparing->options->mark_name != NULL && empty->widget != 0
      && yn_box_read (preparing->pdf, widget, "Rect", &box))
    {
      guint mark = fit_mark (preparing, box, error);
      g_autofree char *look = g_strdup_printf ("<< /N %u 0 R >>", mark);

      return mark != 0 && yn_pdf_revision_put (preparing->revision, widget, "AP", look, error);
    }
  return TRUE;
}

/* Both */

/* Writes the numbers over the blank, once the object's place is known: @object bytes into @tail, which stands behind
 * @base bytes. @field gets what they say. */
static GBytes *
fill_byte_range (GBytes *tail, gsize base, gsize object, const char *start, gsize room, YnSignatureField *field)
{
  gsize size;
  char *data = g_bytes_unref_to_data (tail, &size);
  char *dictionary = memmem (data + object, size - object, start, strlen (start));
  char *range, behind;
  gsize hole;

  if (dictionary == NULL)
    {
      g_free (data);
      return NULL;
    }
  hole = (gsize) (dictionary - data) + strlen (start);
  field->hole = base + hole;
  field->hole_end = field->hole + 2 * room + 2;
  field->end = base + size;
  range = data + hole - strlen (RANGE_BLANK BEFORE_HOLE);
  behind = range[strlen (RANGE_BLANK)];
  g_snprintf (range, strlen (RANGE_BLANK) + 1, RANGE_FORMAT, field->hole, field->hole_end,
              field->end - field->hole_end);
  range[strlen (RANGE_BLANK)] = behind; /* where the NUL came to stand */
  return g_bytes_new_take (data, size);
}

/* What nobody could judge once it is signed, is not signed. @pdf was looked through for its signatures. */
static gboolean
can_be_judged (YnPdf *pdf, GPtrArray *fields, GError **error)
{
  guint objects = yn_pdf_max_object_id (pdf);

  if (fields->len >= YN_MAX_SIGNATURES)
    g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "%u signatures are more than anyone verifies", fields->len);
  else if (objects + OBJECTS_TO_COME > YN_MAX_OBJECTS)
    g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "%u objects are more than anyone verifies", objects);
  else if (yn_pdf_is_damaged (pdf))
    g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_PDF, "an object is no PDF syntax, or nested too deeply");
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_allowed (const YnPermission *permission, GError **error)
{
  if (permission->level != YN_PERMISSION_NOTHING)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGNING_FORBIDDEN,
                       "the author certified the file and allows nothing more to be done to it");
  return FALSE;
}

static GBytes *
finish (const Preparing *preparing, const char *start, gsize room, YnSignatureField *field, GError **error)
{
  g_autoptr (GHashTable) object_at = g_hash_table_new (NULL, NULL);
  gsize base = yn_bytes_size (yn_pdf_bytes (preparing->pdf)), object;
  GBytes *tail = yn_pdf_revision_tail (preparing->revision, object_at, error);

  if (tail == NULL)
    return NULL;
  object = GPOINTER_TO_SIZE (g_hash_table_lookup (object_at, GUINT_TO_POINTER (preparing->value))) - base;
  tail = fill_byte_range (tail, base, object, start, room, field);
  if (tail == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "the signature dictionary is not where it was put");
  return tail;
}

GBytes *
yn_sign_revision (YnBytes *paper, const YnSignOptions *options, YnSignatureField *field, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (paper, error);
  g_autoptr (YnPdfRevision) revision = pdf != NULL ? yn_pdf_revision_new (pdf, error) : NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (YnPermission) permission = NULL;
  g_autoptr (YnEmptyField) empty = NULL;
  gsize room = options->level > YN_LEVEL_B_B ? ROOM_WITH_TIMESTAMP : ROOM;
  g_autofree char *hole = empty_hole (room);
  g_autofree char *start = NULL;
  g_autofree char *dictionary = NULL;
  Preparing preparing = { pdf, revision, options };

  if (revision == NULL)
    return NULL;
  preparing.fields = fields = yn_signature_fields (pdf);
  if (!can_be_judged (pdf, fields, error))
    return NULL;
  permission = yn_permission_of (pdf, fields, yn_bytes_size (paper));
  if (!options->dates && !is_allowed (permission, error)) /* a timestamp changes nothing that could be forbidden */
    return NULL;
  empty = options->dates ? NULL : yn_empty_field_find (pdf, options->role, permission);
  preparing.value = yn_pdf_revision_reserve (revision);
  start = dictionary_start (options, empty != NULL ? empty->lock : NULL);
  dictionary = g_strdup_printf ("%s%s >>", start, hole);
  yn_pdf_revision_set (revision, preparing.value, dictionary);
  if (!(empty != NULL ? fill_field (&preparing, empty, error) : make_field (&preparing, error)))
    return NULL;
  return finish (&preparing, start, room, field, error);
}
