/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A secret has pages of its own: mlock() and MADV_DONTDUMP work on pages, and a neighbour on the same page
 * would unlock it. There are a handful of secrets at a time, so the waste does not matter. */
#include "base/secret.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FILE_MAX_BYTES 4096

struct _YnSecret
{
  gatomicrefcount references;
  gsize mapped;
  gsize length;
  char text[];
};

static YnSecret *
map_pages (gsize length)
{
  gsize page = sysconf (_SC_PAGESIZE);
  gsize mapped = (sizeof (YnSecret) + length + 1 + page - 1) / page * page;
  YnSecret *secret = mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (secret == MAP_FAILED)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes", length);

  /* Both may be forbidden here (a container's limits); the secret is then as safe as the machine's swap. */
  (void) mlock (secret, mapped);
  (void) madvise (secret, mapped, MADV_DONTDUMP);

  secret->mapped = mapped;
  secret->length = length;
  return secret;
}

YnSecret *
yn_secret_new (const void *data, gsize length)
{
  YnSecret *secret = map_pages (length);

  g_atomic_ref_count_init (&secret->references);
  if (length > 0)
    memcpy (secret->text, data, length);
  return secret;
}

YnSecret *
yn_secret_new_string (const char *text)
{
  return yn_secret_new (text, strlen (text));
}

YnSecret *
yn_secret_new_take (char *text)
{
  gsize length = strlen (text);
  YnSecret *secret = yn_secret_new (text, length);

  yn_secret_wipe (text, length);
  g_free (text);
  return secret;
}

YnSecret *
yn_secret_ref (YnSecret *secret)
{
  g_atomic_ref_count_inc (&secret->references);
  return secret;
}

void
yn_secret_unref (YnSecret *secret)
{
  gsize mapped;

  if (secret == NULL || !g_atomic_ref_count_dec (&secret->references))
    return;

  mapped = secret->mapped;
  yn_secret_wipe (secret, mapped);
  munmap (secret, mapped);
}

const void *
yn_secret_data (const YnSecret *secret)
{
  return secret->text;
}

const char *
yn_secret_text (const YnSecret *secret)
{
  return secret->text;
}

gsize
yn_secret_length (const YnSecret *secret)
{
  return secret->length;
}

void
yn_secret_wipe (void *data, gsize length)
{
  if (data != NULL)
    explicit_bzero (data, length);
}

static YnSecret *
first_line (const char *buffer, gsize length)
{
  const char *end = memchr (buffer, '\n', length);

  if (end != NULL)
    length = end - buffer;
  if (length > 0 && buffer[length - 1] == '\r')
    length--;
  return length > 0 ? yn_secret_new (buffer, length) : NULL;
}

YnSecret *
yn_secret_from_file (const char *path, GError **error)
{
  YnSecret *secret = NULL;
  char buffer[FILE_MAX_BYTES];
  gsize length = 0;
  gssize got = 1;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK); /* a pipe that nobody writes to is empty */

  if (fd >= 0)
    fcntl (fd, F_SETFL, O_RDONLY); /* one that somebody does write to is waited for */

  while (fd >= 0 && got > 0 && length < sizeof buffer)
    {
      got = TEMP_FAILURE_RETRY (read (fd, buffer + length, sizeof buffer - length));
      length += MAX (got, 0);
    }

  if (fd < 0 || got < 0)
    g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "cannot read the secret's file: %s",
                 g_strerror (errno));
  else if ((secret = first_line (buffer, length)) == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the secret's file has an empty first line");

  if (fd >= 0)
    close (fd);
  yn_secret_wipe (buffer, sizeof buffer);
  return secret;
}
