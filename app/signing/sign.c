/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariants upheld here (the whole list of nine stands in the design):
 *
 * 1. Kept bytes never change: a signature is a revision behind them.
 * 6. Practice never mixes with the real: a prepared revision names the class of the key that may finish it, and a key
 *    of another class is refused.
 * 8. Outside the hole, what was shown is byte for byte what is signed. */

#include "signing/sign.h"

#include "base/error.h"
#include "papers/pdf.h"
#include "signing/cms.h"
#include "signing/field.h"
#include "signing/level-parts.h"
#include "signing/mark.h"
#include "signing/signer.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define SHOWN "SHA256" /* what is shown is compared by this one, whatever the key hashes with */

/* Bytes of the hole; a signature that needs more is refused, never cut. */
#define ROOM 8192
#define ROOM_WITH_TIMESTAMP 16384

/* Where marks stand, in points of an A4 page: two columns, two rows, further rows above. */
#define A4_WIDTH 595.0
#define MARKS_LEFT 57
#define MARKS_BOTTOM 60
#define MARKS_GAP 8
#define MARKS_COLUMNS 2
#define MARKS_ROWS 2

typedef struct
{
  double left, bottom, right, top;
} Box;

static gboolean
read_box (YnPdf *pdf, const char *holder, const char *key, Box *box)
{
  double sides[4];

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s/%d", holder, key, i);
      g_autofree char *number = yn_pdf_unparse (pdf, path);
      char *rest = NULL;

      sides[i] = number != NULL ? g_ascii_strtod (number, &rest) : NAN;
      if (rest == number || !isfinite (sides[i]) || fabs (sides[i]) > 20000)
        return FALSE;
    }
  *box = (Box) { MIN (sides[0], sides[2]), MIN (sides[1], sides[3]), MAX (sides[0], sides[2]),
                 MAX (sides[1], sides[3]) };
  return box->right - box->left >= 1 && box->top - box->bottom >= 1;
}

/* What is seen of a page; both boxes may be inherited. A4 where the page does not say. */
static Box
page_box (YnPdf *pdf, const char *page_path)
{
  static const char *const keys[] = { "CropBox", "MediaBox" };
  Box box = { 0, 0, A4_WIDTH, 842 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *holder = g_strdup (page_path);
      char *up;

      do
        {
          if (read_box (pdf, holder, keys[i], &box))
            return box;
          up = g_strrstr (holder, "/Kids/");
          if (up != NULL)
            *up = '\0';
        }
      while (up != NULL);
    }
  return box;
}

static Box
mark_place (Box page, guint slot)
{
  double scale = MIN (1.0, (page.right - page.left) / A4_WIDTH);
  double width = YN_MARK_WIDTH * scale, height = YN_MARK_HEIGHT * scale, gap = MARKS_GAP * scale;
  int row = (int) (slot / MARKS_COLUMNS);
  int level = row < MARKS_ROWS ? MARKS_ROWS - 1 - row : row;
  double left = page.left + MARKS_LEFT * scale + (slot % MARKS_COLUMNS) * (width + gap);
  double bottom = page.bottom + MARKS_BOTTOM * scale + level * (height + gap);

  bottom = MIN (bottom, page.top - height);
  return (Box) { left, bottom, left + width, bottom + height };
}

static void
append_number (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, ' ');
  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.2f", number));
}

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
dictionary_start (const YnSignOptions *options)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (options->instant / G_USEC_PER_SEC);
  g_autofree char *moment = g_date_time_format (time, "D:%Y%m%d%H%M%SZ");
  GString *out = g_string_new ("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached");

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

static char *
widget_syntax (YnPdf *pdf, YnPdfRevision *revision, const YnSignOptions *options, const char *name, guint value,
               const char *page_path, guint slot, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *title = yn_pdf_text_syntax (name);
  Box place = { 0 };
  guint mark = 0;

  if (options->mark_name != NULL)
    {
      YnMark look = { options->mark_name, options->mark_uscc, options->mark_issuer, options->instant,
                      options->class,     options->language,  options->practice };
      g_autoptr (GBytes) drawn = yn_mark_draw (&look, error);
      double size[2];

      if (drawn == NULL || (mark = yn_pdf_revision_import_page (revision, drawn, size, error)) == 0)
        return NULL;
      place = mark_place (page_box (pdf, page_path), slot);
    }
  g_string_append_printf (out, "<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /V %u 0 R /F 132 /P %u 0 R", title,
                          value, yn_pdf_object_id (pdf, page_path));
  g_string_append (out, " /Rect [");
  append_number (out, place.left);
  append_number (out, place.bottom);
  append_number (out, place.right);
  append_number (out, place.top);
  g_string_append (out, " ]");
  if (mark != 0)
    g_string_append_printf (out, " /AP << /N %u 0 R >>", mark);
  g_string_append (out, " >>");
  return g_string_free (g_steal_pointer (&out), FALSE);
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

/* The revision that is to stand behind the paper, and in @field what it will sign. */
static GBytes *
prepare_tail (YnBytes *source, const YnSignOptions *options, YnSignatureField *field, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (source, error);
  g_autoptr (YnPdfRevision) revision = pdf != NULL ? yn_pdf_revision_new (pdf, error) : NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GHashTable) object_at = g_hash_table_new (NULL, NULL);
  g_autofree char *prefix = g_strdup_printf ("yn-%s-", options->role);
  g_autofree char *name = NULL;
  g_autofree char *start = NULL;
  gsize room = options->level > YN_LEVEL_B_B ? ROOM_WITH_TIMESTAMP : ROOM;
  g_autofree char *hole = empty_hole (room);
  g_autofree char *dictionary = NULL;
  g_autofree char *widget_text = NULL;
  const char *page_path;
  GBytes *tail;
  gsize base = yn_bytes_size (source);
  guint value, widget;

  if (revision == NULL)
    return NULL;
  fields = yn_signature_fields (pdf);
  name = g_strdup_printf ("%s%u", prefix, count_role (fields, prefix) + 1);
  page_path = yn_pdf_page_path (pdf, yn_pdf_n_pages (pdf) - 1);
  value = yn_pdf_revision_reserve (revision);
  widget = yn_pdf_revision_reserve (revision);
  start = dictionary_start (options);
  dictionary = g_strdup_printf ("%s%s >>", start, hole);
  yn_pdf_revision_set (revision, value, dictionary);
  widget_text = widget_syntax (pdf, revision, options, name, value, page_path, fields->len, error);
  if (widget_text == NULL)
    return NULL;
  yn_pdf_revision_set (revision, widget, widget_text);
  if (!add_widget (pdf, revision, widget, page_path, error))
    return NULL;

  tail = yn_pdf_revision_tail (revision, object_at, error);
  if (tail == NULL)
    return NULL;
  tail = fill_byte_range (tail, base, GPOINTER_TO_SIZE (g_hash_table_lookup (object_at, GUINT_TO_POINTER (value))) - base,
                          start, room, field);
  if (tail == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "the signature dictionary is not where it was put");
  return tail;
}

static gboolean
digest_of (const YnSignatureField *field, YnBytes *prepared, YnDigest *digests, guint n, GError **error)
{
  if (yn_signature_field_digest (field, prepared, digests, n))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the prepared paper cannot be read to its end");
  return FALSE;
}

static char *
hex_of (const YnDigest *digest)
{
  GString *hex = g_string_sized_new (2 * digest->length);

  for (gsize i = 0; i < digest->length; i++)
    g_string_append_printf (hex, "%02x", digest->value[i]);
  return g_string_free (hex, FALSE);
}

static char *
hex_digest (const YnSignatureField *field, YnBytes *prepared, GError **error)
{
  YnDigest shown = { SHOWN };

  return digest_of (field, prepared, &shown, 1, error) ? hex_of (&shown) : NULL;
}

GBytes *
yn_sign_prepare (GBytes *bytes, const YnSignOptions *options, char **digest, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (bytes);
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) tail = prepare_tail (source, options, &field, error);
  g_autoptr (GByteArray) whole = NULL;
  g_autoptr (GBytes) prepared = NULL;
  g_autoptr (YnBytes) shown = NULL;

  if (tail == NULL)
    return NULL;
  whole = g_byte_array_sized_new ((guint) field.end);
  g_byte_array_append (whole, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (whole, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  prepared = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  shown = yn_bytes_new (prepared);
  *digest = hex_digest (&field, shown, error);
  return *digest != NULL ? g_steal_pointer (&prepared) : NULL;
}

/* A second hand on an open file: whoever gets it may close it. */
static YnBytes *
source_of (int fd, GError **error)
{
  int again = fcntl (fd, F_DUPFD_CLOEXEC, 3);

  if (again >= 0)
    return yn_bytes_new_fd (again, error);
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "%s", g_strerror (errno));
  return NULL;
}

gboolean
yn_sign_prepare_file (YnBytes *pdf, const YnSignOptions *options, int fd, char **digest, GError **error)
{
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) tail = prepare_tail (pdf, options, &field, error);
  g_autoptr (YnBytes) behind = NULL;
  g_autoptr (YnBytes) shown = NULL;

  if (tail == NULL)
    return FALSE;
  behind = yn_bytes_new (tail);
  if (!yn_bytes_copy (pdf, 0, yn_bytes_size (pdf), fd, error)
      || !yn_bytes_copy (behind, 0, yn_bytes_size (behind), fd, error) || (shown = source_of (fd, error)) == NULL)
    return FALSE;
  *digest = hex_digest (&field, shown, error);
  return *digest != NULL;
}

static gboolean
is_empty (const YnSignatureField *field, YnBytes *source)
{
  g_autoptr (GBytes) contents = yn_signature_field_contents (field, source);
  gsize length = 0;
  const guint8 *data = contents != NULL ? g_bytes_get_data (contents, &length) : NULL;

  for (gsize i = 0; i < length; i++)
    if (data[i] != 0)
      return FALSE;
  return length > 0;
}

/* The one signature that waits for its hole to be filled; it must cover the whole file. */
static YnSignatureField *
find_prepared (YnBytes *source, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (source, error);
  g_autoptr (GPtrArray) fields = NULL;
  const YnSignatureField *last;

  if (pdf == NULL)
    return NULL;
  fields = yn_signature_fields (pdf);
  last = fields->len > 0 ? g_ptr_array_index (fields, fields->len - 1) : NULL;
  if (last == NULL || last->flaw != NULL || last->end != yn_bytes_size (source) || !is_empty (last, source))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "not a paper prepared for a signature");
      return NULL;
    }
  return g_ptr_array_steal_index (fields, fields->len - 1);
}

char *
yn_sign_digest (GBytes *prepared, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (prepared);
  g_autoptr (YnSignatureField) field = find_prepared (source, error);

  return field != NULL ? hex_digest (field, source, error) : NULL;
}

static gboolean
class_agrees (const YnSignatureField *field, YnKey *key)
{
  return field->class != NULL && g_str_equal (field->class + 1, yn_signature_class_name (yn_key_class (key)));
}

/* The signature as the hole wants it. */
static char *
hex_signature (GBytes *cms)
{
  static const char digits[] = "0123456789abcdef";
  gsize length;
  const guint8 *signature = g_bytes_get_data (cms, &length);
  char *hex = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      hex[2 * i] = digits[signature[i] >> 4];
      hex[2 * i + 1] = digits[signature[i] & 0xf];
    }
  hex[2 * length] = '\0';
  return hex;
}

/* What is written over the zeros and, for B-LT, behind them. */
typedef struct
{
  char *hex;
  gsize at;
  YnDss *dss; /* or NULL */
} Signed;

static void
signed_clear (Signed *done)
{
  g_free (done->hex);
  yn_dss_free (done->dss);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signed, signed_clear)

static gboolean
sign_prepared (YnBytes *prepared, const char *shown_digest, YnKey *key, const YnSignFinish *how,
               YnSignOutcome *outcome, Signed *done, GError **error)
{
  g_autoptr (YnSignatureField) field = find_prepared (prepared, error);
  g_autoptr (GBytes) cms = NULL;
  g_autofree char *hex = NULL;
  YnDigest digests[] = { { SHOWN }, { yn_key_digest (key) } };
  guint n = g_str_equal (yn_key_digest (key), SHOWN) ? 1 : 2;
  const YnDigest *own = &digests[n - 1];
  g_autoptr (GError) cause = NULL;
  gsize room;

  if (field == NULL || !digest_of (field, prepared, digests, n, error))
    return FALSE;
  hex = hex_of (&digests[0]);
  if (shown_digest == NULL || !g_str_equal (hex, shown_digest)) /* invariant 8 */
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the paper is not the one that was shown");
      return FALSE;
    }
  if (!class_agrees (field, key) || !yn_key_certificate (key)->for_signing) /* invariant 6 */
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT,
                           "the paper was prepared for a key of another class");
      return FALSE;
    }
  cms = yn_cms_sign (key, own->value, own->length, error);
  if (cms == NULL)
    return FALSE;
  room = (field->hole_end - field->hole - 2) / 2;
  if (g_bytes_get_size (cms) > room)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGNATURE_ROOM, "the signature is larger than its room");
      return FALSE;
    }
  if (how != NULL && how->level > YN_LEVEL_B_B)
    {
      GBytes *stamped = yn_level_stamp (cms, room, how, outcome);

      if (stamped != NULL)
        {
          g_bytes_unref (cms);
          cms = stamped;
          done->dss = yn_level_gather (key, cms, how, outcome, &cause);
        }
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  done->at = field->hole + 1;
  done->hex = hex_signature (cms);
  return TRUE;
}

/* The revision behind the signature. */
static GBytes *
validation_tail (YnBytes *finished, const YnDss *dss, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (finished, error);

  return pdf != NULL ? yn_dss_tail (pdf, dss, error) : NULL;
}

static GBytes *
with_tail (GBytes *finished, const YnDss *dss, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (finished);
  g_autoptr (GBytes) tail = validation_tail (source, dss, error);
  GByteArray *whole;

  if (tail == NULL)
    return NULL;
  whole = g_byte_array_sized_new ((guint) (g_bytes_get_size (finished) + g_bytes_get_size (tail)));
  g_byte_array_append (whole, g_bytes_get_data (finished, NULL), (guint) g_bytes_get_size (finished));
  g_byte_array_append (whole, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  return g_byte_array_free_to_bytes (whole);
}

GBytes *
yn_sign_finish (GBytes *prepared, const char *shown_digest, YnKey *key, const YnSignFinish *how,
                YnSignOutcome **outcome, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (prepared);
  g_autoptr (YnSignOutcome) came_about = yn_sign_outcome_new ();
  g_auto (Signed) done = { NULL };
  g_autoptr (GBytes) finished = NULL;
  gsize size;
  char *data;

  if (!sign_prepared (source, shown_digest, key, how, came_about, &done, error))
    return NULL;
  data = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  memcpy (data + done.at, done.hex, strlen (done.hex));
  finished = g_bytes_new_take (data, size);
  if (done.dss != NULL)
    {
      GBytes *longer = with_tail (finished, done.dss, error);

      g_bytes_unref (finished);
      finished = longer;
    }
  if (finished != NULL && outcome != NULL)
    *outcome = g_steal_pointer (&came_about);
  return g_steal_pointer (&finished);
}

static gboolean
write_at (int fd, const void *data, gsize length, gsize at, GError **error)
{
  if (pwrite (fd, data, length, (off_t) at) == (gssize) length)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the signature cannot be written: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
write_tail (int fd, const YnDss *dss, GError **error)
{
  g_autoptr (YnBytes) finished = source_of (fd, error);
  g_autoptr (GBytes) tail = finished != NULL ? validation_tail (finished, dss, error) : NULL;

  return tail != NULL
         && write_at (fd, g_bytes_get_data (tail, NULL), g_bytes_get_size (tail), yn_bytes_size (finished), error);
}

gboolean
yn_sign_finish_file (int fd, const char *shown_digest, YnKey *key, const YnSignFinish *how, YnSignOutcome **outcome,
                     GError **error)
{
  g_autoptr (YnBytes) source = source_of (fd, error);
  g_autoptr (YnSignOutcome) came_about = yn_sign_outcome_new ();
  g_auto (Signed) done = { NULL };

  if (source == NULL || !sign_prepared (source, shown_digest, key, how, came_about, &done, error)
      || !write_at (fd, done.hex, strlen (done.hex), done.at, error)
      || (done.dss != NULL && !write_tail (fd, done.dss, error)))
    return FALSE;
  if (outcome != NULL)
    *outcome = g_steal_pointer (&came_about);
  return TRUE;
}
