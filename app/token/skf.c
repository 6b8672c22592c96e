/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An SKF module (GM/T 0016): devices, in them applications (each with a PIN of its own), in them containers with a pair
 * of keys for signing and another for encryption. Only the certificate for signing is ever asked for. */

#include "token/skf-address.h"
#include "token/skf-parts.h"

#include <dlfcn.h>
#include <string.h>

#define HALF 32 /* bytes of r and of s */

SkfModule skf;

/* Of the application where somebody logs in, and of the open key. */
static struct
{
  SkfHandle device, application, container;
  char *device_name, *application_name;
  gboolean logged_in;
  SkfNumber type;
} state;

gboolean
skf_fine (SkfPurpose purpose, const char *call, SkfCode code, LineTrouble *trouble)
{
  int class = skf_class (purpose, code);

  return class < 0 || driver_fail (trouble, class, call, skf_code_name (code));
}

static gboolean
begin (void *library, const char *path, LineTrouble *trouble)
{
#define LOOK_UP(function, arguments) \
  if ((*(void **) &skf.function = dlsym (library, #function)) == NULL) \
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, #function, "the function is not there");
  SKF_FUNCTIONS (LOOK_UP)
#undef LOOK_UP
  skf.path = g_strdup (path);
  return TRUE;
}

static gboolean
look (const char *address, LineTrouble *trouble)
{
  SkfWalk walk = { .address = address, .visit = skf_say_container, .tells = TRUE };

  return skf_walk (&walk, trouble);
}

/* Whoever did not get in leaves nothing open. */
static void
leave (void)
{
  if (state.container != NULL)
    skf.SKF_CloseContainer (state.container);
  if (state.application != NULL)
    {
      skf.SKF_ClearSecureState (state.application);
      skf.SKF_CloseApplication (state.application);
      skf.SKF_DisConnectDev (state.device);
    }
  g_free (state.device_name);
  g_free (state.application_name);
  memset (&state, 0, sizeof state);
}

/* --- logging in ------------------------------------------------------------------------------------------------- */

/* The handles are kept: the walk stops here, and does not close them. */
static gboolean
keep_application (SkfWalk *walk, const SkfPlace *place, LineTrouble *trouble)
{
  state.application = walk->application;
  state.device = walk->device;
  state.device_name = g_strdup (place->device);
  state.application_name = g_strdup (place->application);
  walk->application = walk->device = NULL;
  *trouble = (LineTrouble){ -1, "", "" };
  return FALSE;
}

static gboolean
take_application (SkfWalk *walk, const SkfPlace *place, LineTrouble *trouble)
{
  return !skf_address_fits (walk->address, place->device, place->application, NULL)
         || keep_application (walk, place, trouble);
}

/* The one attempt. @flags: agreed to; on return what the application says. */
static gboolean
try_pin (const char *pin, guint *flags, LineTrouble *trouble)
{
  SkfNumber left = 0;
  int tries;
  guint theirs = skf_pin_flags (state.application, &tries);

  state.logged_in = driver_pin_may_be_tried (theirs, *flags, pin, trouble)
                    && SKF_CALL (SKF_TO_LOG_IN, SKF_VerifyPIN, state.application, SKF_USER_TYPE, pin, &left);
  *flags = theirs | YN_TOKEN_SKF;
  return state.logged_in;
}

static gboolean
log_in (const char *address, const char *pin, guint agreed, LineTrouble *trouble)
{
  SkfWalk walk = { .address = address, .enter = take_application };

  if (state.application != NULL)
    return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "a token is open already");
  if (skf_walk (&walk, trouble))
    return driver_fail (trouble, YN_ERROR_TOKEN_ABSENT, "SKF_EnumDev", "no token that the address means");
  if (state.application == NULL || !try_pin (pin, &agreed, trouble))
    leave ();
  return state.logged_in;
}

/* Through the containers where somebody has logged in. */
static gboolean
walk_there (SkfWalk *walk, LineTrouble *trouble)
{
  SkfPlace place = { state.device_name, state.application_name, NULL };

  walk->device = state.device;
  walk->application = state.application;
  return skf_walk_application (walk, &place, trouble);
}

static gboolean
show (const char *address, LineTrouble *trouble)
{
  SkfWalk walk = { .address = address, .visit = skf_say_container, .device = state.device };

  skf_say_token (&walk, &(SkfPlace){ state.device_name, state.application_name, NULL }, YN_TOKEN_PIN_NONE, -1);
  return walk_there (&walk, trouble);
}

/* --- opening a key ---------------------------------------------------------------------------------------------- */

static gboolean
take_container (SkfWalk *walk, const SkfPlace *place, LineTrouble *trouble)
{
  SkfNumber length = 0;

  if (!skf_address_fits (walk->address, place->device, place->application, place->container))
    return TRUE;
  if (!SKF_CALL (SKF_TO_FIND, SKF_OpenContainer, walk->application, place->container, &state.container)
      || !skf_read_certificate (state.container, &length, trouble)
      || !SKF_CALL (SKF_TO_CERTIFICATE, SKF_GetContainerType, state.container, &state.type))
    return FALSE;
  if (length == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_EMPTY, "SKF_ExportCertificate", "no certificate for signing");
  if (!state.logged_in)
    return keep_application (walk, place, trouble);
  *trouble = (LineTrouble){ -1, "", "" };
  return FALSE;
}

static gboolean
find_key (const char *address, LineTrouble *trouble)
{
  SkfWalk walk = { .address = address, .visit = take_container };

  if (state.logged_in ? walk_there (&walk, trouble) : skf_walk (&walk, trouble))
    return driver_fail (trouble, YN_ERROR_TOKEN_ABSENT, "SKF_EnumDev", "no token that the address means");
  return state.application != NULL && trouble->error < 0;
}

static gboolean
open_key (const char *address, const char *pin, guint *flags, LineTrouble *trouble)
{
  if (state.container != NULL || (state.application != NULL && !state.logged_in))
    return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "a token is open already");
  *flags |= YN_TOKEN_SKF;
  if (find_key (address, trouble) && (state.logged_in || try_pin (pin, flags, trouble)))
    return TRUE;
  leave ();
  return FALSE;
}

/* --- signing ---------------------------------------------------------------------------------------------------- */

/* r and s lie at the ends of their fields. */
static gboolean
sign_ecc (const guint8 *block, gsize length, guint8 *signature, gsize *signature_length, LineTrouble *trouble)
{
  SkfSignature pair = { { 0 }, { 0 } };

  if (!SKF_CALL (SKF_TO_SIGN, SKF_ECCSignData, state.container, block, length, &pair))
    return FALSE;
  memcpy (signature, pair.r + sizeof pair.r - HALF, HALF);
  memcpy (signature + HALF, pair.s + sizeof pair.s - HALF, HALF);
  *signature_length = 2 * HALF;
  return TRUE;
}

static gboolean
sign_rsa (const guint8 *block, gsize length, guint8 *signature, gsize *signature_length, LineTrouble *trouble)
{
  SkfNumber size = *signature_length;

  if (!SKF_CALL (SKF_TO_SIGN, SKF_RSASignData, state.container, block, length, signature, &size))
    return FALSE;
  if ((uint32_t) size > *signature_length)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "SKF_RSASignData", "a signature longer than its room");
  *signature_length = (uint32_t) size;
  return TRUE;
}

static gboolean
sign (const char *pin, const guint8 *block, gsize length, guint8 *signature, gsize *signature_length,
      LineTrouble *trouble)
{
  if (state.container == NULL)
    return driver_fail (trouble, YN_ERROR_TOKEN_SESSION, "yinuo-token", "no key is open");
  switch ((uint32_t) state.type)
    {
    case SKF_CONTAINER_RSA:
      return sign_rsa (block, length, signature, signature_length, trouble);
    case SKF_CONTAINER_ECC:
      return sign_ecc (block, length, signature, signature_length, trouble);
    default:
      return driver_fail (trouble, YN_ERROR_TOKEN_ALGORITHM, "SKF_GetContainerType", "neither RSA nor SM2");
    }
}

const Driver driver_skf = {
  .entry = "SKF_EnumDev",
  .begin = begin,
  .look = look,
  .log_in = log_in,
  .show = show,
  .open = open_key,
  .sign = sign,
  .end = leave,
};
