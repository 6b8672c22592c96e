/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/field.h"

#include "signing/crypto.h"

#include <openssl/err.h>
#include <string.h>

#define MAX_PARENTS 16
#define MAX_DIGESTS 4
#define PIECE ((gsize) 64 * 1024) /* hashed by all while it is in the cache */

void
yn_signature_field_free (YnSignatureField *field)
{
  if (field == NULL)
    return;
  g_free (field->name);
  g_free (field->subfilter);
  g_free (field->class);
  g_free (field);
}

/* "12" + "V/Contents", by way of @up parents. */
static char *
path_from (guint id, int up, const char *rest)
{
  GString *path = g_string_new (NULL);

  g_string_append_printf (path, "%u", id);
  while (up-- > 0)
    g_string_append (path, "/Parent");
  g_string_append_printf (path, "/%s", rest);
  return g_string_free (path, FALSE);
}

char *
yn_form_field_type (YnPdf *pdf, guint id)
{
  for (int up = 0; up < MAX_PARENTS; up++)
    {
      g_autofree char *type_path = path_from (id, up, "FT");
      g_autofree char *parent_path = path_from (id, up, "Parent");
      g_autofree char *type = yn_pdf_name (pdf, type_path);

      if (type != NULL)
        return g_steal_pointer (&type);
      if (yn_pdf_object_id (pdf, parent_path) == 0)
        return NULL;
    }
  return NULL;
}

gboolean
yn_signature_field_is (YnPdf *pdf, guint id)
{
  g_autofree char *type = yn_form_field_type (pdf, id);

  return g_strcmp0 (type, "/Sig") == 0;
}

char *
yn_form_field_name (YnPdf *pdf, guint id)
{
  GString *name = g_string_new (NULL);

  for (int up = 0; up < MAX_PARENTS; up++)
    {
      g_autofree char *title_path = path_from (id, up, "T");
      g_autofree char *parent_path = path_from (id, up, "Parent");
      g_autofree char *part = yn_pdf_string (pdf, title_path);

      if (part != NULL && name->len > 0)
        g_string_prepend_c (name, '.');
      if (part != NULL)
        g_string_prepend (name, part);
      if (yn_pdf_object_id (pdf, parent_path) == 0)
        break;
    }
  return g_string_free (name, FALSE);
}

static gboolean
two_digits (const char **at, int *number)
{
  if (!g_ascii_isdigit ((*at)[0]) || !g_ascii_isdigit ((*at)[1]))
    return FALSE;
  *number = ((*at)[0] - '0') * 10 + ((*at)[1] - '0');
  *at += 2;
  return TRUE;
}

/* "D:20261123105002+08'00'" (ISO 32000-1 §7.9.4); what is left out counts as its first value. */
static gint64
parse_time (const char *text)
{
  int parts[7] = { 0, 0, 1, 1, 0, 0, 0 }; /* century, year, month, day, hour, minute, second */
  int hours = 0, minutes = 0, sign = 1, n = 0;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return -1;
  if (g_str_has_prefix (text, "D:"))
    text += 2;
  while (n < 7 && two_digits (&text, &parts[n]))
    n++;
  if (n < 2)
    return -1;
  if (*text == '+' || *text == '-')
    {
      sign = *text++ == '-' ? -1 : 1;
      if (!two_digits (&text, &hours))
        return -1;
      if (*text == '\'')
        text++;
      two_digits (&text, &minutes);
    }
  time = g_date_time_new_utc (parts[0] * 100 + parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
  return time != NULL ? (g_date_time_to_unix (time) - sign * (hours * 3600 + minutes * 60)) * G_USEC_PER_SEC : -1;
}

/* Four whole numbers, the first 0, both pieces inside the file and in order. NULL: so it is. */
static const char *
read_byte_range (YnPdf *pdf, YnSignatureField *field, gsize size)
{
  g_autofree char *path = path_from (field->id, 0, "V/ByteRange");
  gint64 range[4];

  if (yn_pdf_count (pdf, path) != 4)
    return "no ByteRange of four numbers";
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *item = g_strdup_printf ("%s/%d", path, i);

      if (!yn_pdf_int (pdf, item, &range[i]) || range[i] < 0)
        return "a ByteRange of what is no place in a file";
      field->moved = field->moved || (guint64) range[i] > size;
    }
  if (range[0] != 0 || range[1] == 0 || range[3] == 0)
    return "a ByteRange that leaves out the start or the end";
  field->moved = field->moved || (guint64) range[3] > size - (guint64) range[2];
  if (field->moved || range[2] <= range[1])
    return "a ByteRange whose pieces are out of order or outside the file";
  field->hole = (gsize) range[1];
  field->hole_end = (gsize) range[2];
  field->end = (gsize) (range[2] + range[3]);
  return NULL;
}

/* Digits of which some letters are small and some capital were written by two hands. */
static gboolean
is_hexadecimal (const char *digits, gsize length)
{
  gboolean small = FALSE, capital = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isxdigit (digits[i]))
        return FALSE;
      small = small || g_ascii_islower (digits[i]);
      capital = capital || g_ascii_isupper (digits[i]);
    }
  return !small || !capital;
}

/* The gap is exactly "<hex>", and it is the /Contents of this very field: nothing else hides in it, and nothing in it
 * was touched. */
static const char *
check_hole (YnPdf *pdf, const YnSignatureField *field)
{
  g_autofree char *path = path_from (field->id, 0, "V/Contents");
  g_autofree char *contents = yn_pdf_unparse (pdf, path);
  gsize length = field->hole_end - field->hole;
  g_autoptr (GBytes) hole = NULL;
  const char *data;

  if (contents == NULL || strlen (contents) != length
      || (hole = yn_bytes_slice (yn_pdf_bytes (pdf), field->hole, field->hole_end)) == NULL)
    return "the gap of the ByteRange is not the field's Contents";
  data = g_bytes_get_data (hole, NULL);
  if (length < 4 || length % 2 != 0 || data[0] != '<' || data[length - 1] != '>'
      || !is_hexadecimal (data + 1, length - 2))
    return "the gap of the ByteRange is not one hexadecimal string";
  if (memcmp (contents, data, length) != 0 && g_ascii_strncasecmp (contents, data, length) != 0)
    return "the gap of the ByteRange is not the field's Contents";
  return NULL;
}

static YnSignatureField *
read_field (YnPdf *pdf, guint id)
{
  YnSignatureField *field = g_new0 (YnSignatureField, 1);
  g_autofree char *value_path = path_from (id, 0, "V");
  g_autofree char *subfilter_path = path_from (id, 0, "V/SubFilter");
  g_autofree char *class_path = path_from (id, 0, "V/YnClass");
  g_autofree char *time_path = path_from (id, 0, "V/M");
  g_autofree char *time = yn_pdf_string (pdf, time_path);
  gsize size = yn_bytes_size (yn_pdf_bytes (pdf));

  field->id = id;
  field->value = yn_pdf_object_id (pdf, value_path);
  field->name = yn_form_field_name (pdf, id);
  field->subfilter = yn_pdf_name (pdf, subfilter_path);
  field->class = yn_pdf_name (pdf, class_path);
  field->claimed = parse_time (time);
  field->flaw = read_byte_range (pdf, field, size);
  if (field->flaw == NULL)
    {
      field->flaw = check_hole (pdf, field);
      field->moved = field->flaw != NULL;
    }
  if (field->flaw != NULL)
    field->end = size;
  return field;
}

static int
by_end (gconstpointer a, gconstpointer b)
{
  const YnSignatureField *x = *(YnSignatureField *const *) a, *y = *(YnSignatureField *const *) b;

  return x->end < y->end ? -1 : x->end > y->end;
}

GPtrArray *
yn_signature_fields (YnPdf *pdf)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_signature_field_free);
  guint last = yn_pdf_max_object_id (pdf);

  for (guint id = 1; id <= last; id++)
    {
      g_autofree char *path = NULL;

      if (!yn_pdf_object_has_key (pdf, id, "V")) /* most have none */
        continue;
      path = path_from (id, 0, "V");
      if (yn_pdf_has (pdf, path) && yn_signature_field_is (pdf, id))
        g_ptr_array_add (fields, read_field (pdf, id));
    }
  g_ptr_array_sort (fields, by_end);
  return fields;
}

typedef struct
{
  EVP_MD_CTX *const *contexts;
  guint n;
} Digesting;

static void
digest_piece (const void *data, gsize length, gpointer user_data)
{
  const Digesting *digesting = user_data;

  for (gsize done = 0; done < length; done += MIN (PIECE, length - done))
    for (guint i = 0; i < digesting->n; i++)
      EVP_DigestUpdate (digesting->contexts[i], (const guint8 *) data + done, MIN (PIECE, length - done));
}

gboolean
yn_signature_field_digest (const YnSignatureField *field, YnBytes *pdf, YnDigest *digests, guint n)
{
  EVP_MD_CTX *contexts[MAX_DIGESTS];
  Digesting digesting = { contexts, n };
  gboolean made = TRUE;

  g_return_val_if_fail (n <= MAX_DIGESTS, FALSE);
  for (guint i = 0; i < n; i++)
    {
      contexts[i] = EVP_MD_CTX_new ();
      made = made && EVP_DigestInit_ex (contexts[i], EVP_get_digestbyname (digests[i].algorithm), NULL) == 1;
    }
  made = made && yn_bytes_each (pdf, 0, field->hole, digest_piece, &digesting)
         && yn_bytes_each (pdf, field->hole_end, field->end, digest_piece, &digesting);
  for (guint i = 0; i < n; i++)
    {
      unsigned int length = 0;

      if (made)
        EVP_DigestFinal_ex (contexts[i], digests[i].value, &length);
      digests[i].length = length;
      EVP_MD_CTX_free (contexts[i]);
    }
  ERR_clear_error ();
  return made;
}

static guint8
digit_value (char digit)
{
  return (guint8) (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
}

GBytes *
yn_signature_field_contents (const YnSignatureField *field, YnBytes *pdf)
{
  g_autoptr (GBytes) hole = yn_bytes_slice (pdf, field->hole + 1, field->hole_end - 1);
  gsize length = (field->hole_end - field->hole - 2) / 2;
  const char *hex;
  guint8 *contents;

  if (hole == NULL)
    return NULL;
  hex = g_bytes_get_data (hole, NULL);
  contents = g_malloc (length);
  for (gsize i = 0; i < length; i++)
    contents[i] = (guint8) (digit_value (hex[2 * i]) << 4 | digit_value (hex[2 * i + 1]));
  return g_bytes_new_take (contents, length);
}
