/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Any text as what a signature's dictionary says of its bytes: "/ByteRange […] /Contents <…>" and whatever else, in a
 * file that is right in all other ways. A range that is taken lies inside the file, and the hole is the Contents. */

#include "papers/pdf.h"
#include "signing/field.h"
#include "signing/verify.h"

#include <stdlib.h>
#include <string.h>

#define INSTANT (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GBytes *
file_around (const guint8 *data, gsize size)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ 4 0 R ] /SigFlags 3 >> >>",
    "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>",
    "<< /FT /Sig /T (a) /V 5 0 R >>",
    "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ",
  };
  g_autoptr (GString) file = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("0000000000 65535 f \n");
  gsize at;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", file->len);
      g_string_append_printf (file, "%u 0 obj\n%s", i + 1, objects[i]);
      if (i == G_N_ELEMENTS (objects) - 1)
        {
          g_string_append_len (file, (const char *) data, (gssize) size);
          g_string_append (file, " >>");
        }
      g_string_append (file, "\nendobj\n");
    }
  at = file->len;
  g_string_append_printf (file, "xref\n0 6\n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          table->str, at);
  return g_bytes_new (file->str, file->len);
}

static void
check (const YnSignatureField *field, GBytes *bytes)
{
  const char *file = g_bytes_get_data (bytes, NULL);
  YnDigest digest = { "SHA256" };
  g_autoptr (YnBytes) source = yn_bytes_new (bytes);
  g_autoptr (GBytes) contents = NULL;

  if (field->flaw != NULL)
    return;
  if (field->hole == 0 || field->hole >= field->hole_end || field->hole_end > field->end
      || field->end > g_bytes_get_size (bytes) || file[field->hole] != '<' || file[field->hole_end - 1] != '>')
    abort ();
  contents = yn_signature_field_contents (field, source);
  if (contents == NULL || !yn_signature_field_digest (field, source, &digest, 1))
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = file_around (data, size);
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, NULL);
  g_autoptr (GPtrArray) fields = pdf != NULL ? yn_signature_fields (pdf) : NULL;
  g_autoptr (YnTrust) nobody = yn_trust_new ();
  g_autoptr (YnVerification) verification = yn_verify (bytes, nobody, INSTANT);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    check (g_ptr_array_index (fields, i), bytes);
  if (verification->whole == YN_VERDICT_YES)
    abort ();
  return 0;
}
