/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Any bytes as a PDF: read in memory and where they lie, verified, and appended to. Both ways of reading mean the same
 * file, and nobody here signed any of them. */

#include "papers/pdf.h"
#include "signing/verify.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define INSTANT (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC)
#define MAX_OBJECTS 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static YnBytes *
in_a_file (const guint8 *data, gsize size)
{
  int fd = memfd_create ("pdf", MFD_CLOEXEC);

  if (fd < 0 || write (fd, data, size) != (gssize) size)
    abort ();
  return yn_bytes_new_fd (fd, NULL);
}

static void
append_to (YnPdf *pdf)
{
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
  g_autoptr (GBytes) data = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) longer = NULL;

  if (revision != NULL && yn_pdf_revision_attach (revision, "answers.json", "application/json", data, NULL)
      && yn_pdf_revision_append (revision, yn_pdf_page_path (pdf, 0), "Annots", "null", NULL))
    longer = yn_pdf_revision_finish (revision, NULL, NULL);
}

static void
compare (YnPdf *pdf, YnPdf *other)
{
  guint last = MIN (yn_pdf_max_object_id (pdf), MAX_OBJECTS);

  if (yn_pdf_n_pages (pdf) != yn_pdf_n_pages (other) || yn_pdf_max_object_id (pdf) != yn_pdf_max_object_id (other))
    abort ();
  for (guint id = 1; id <= last; id++)
    {
      g_autofree char *one = yn_pdf_object_fingerprint (pdf, id);
      g_autofree char *two = yn_pdf_object_fingerprint (other, id);

      if (g_strcmp0 (one, two) != 0 || (one != NULL) != yn_pdf_object_exists (pdf, id))
        abort ();
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, NULL);
  g_autoptr (YnBytes) file = in_a_file (data, size);
  g_autoptr (YnPdf) other = file != NULL ? yn_pdf_open_bytes (file, NULL) : NULL;
  g_autoptr (YnTrust) nobody = yn_trust_new ();
  g_autoptr (YnVerification) verification = yn_verify (bytes, nobody, INSTANT);

  if (verification->whole == YN_VERDICT_YES || (pdf == NULL) != (other == NULL))
    abort ();
  if (pdf != NULL)
    {
      compare (pdf, other);
      append_to (pdf);
    }
  return 0;
}
