/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The key inside a mock token: it hashes nothing, as a token's. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* "RSA", "EC" or "SM2"; NULL: there is none. */
const char *mock_key_kind (void);

/* RSA: PKCS#1 v1.5 around @block; else r and s of @width bytes each. @length: room, then what was used. */
bool mock_key_sign (const unsigned char *block, size_t block_length, unsigned char *signature, size_t *length,
                    size_t width);
