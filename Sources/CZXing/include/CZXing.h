#ifndef CZXING_H
#define CZXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One QR code found in a picture. The bytes belong to the caller: `czxing_free`.
typedef struct {
    uint8_t *bytes;
    size_t count;
    /// Place in a structured append of `sequence_size` symbols, from 0; -1 for a symbol that stands alone.
    int sequence_index;
    int sequence_size;
    /// Parity that all symbols of one structured append share; -1 for none.
    int sequence_parity;
} czxing_symbol;

typedef enum {
    CZXING_OK = 0,
    CZXING_NOT_A_PICTURE = 1,
    CZXING_TOO_LARGE = 2,
    CZXING_NO_CODE = 3,
    CZXING_FAILED = 4,
} czxing_outcome;

/// Reads all QR codes of a PNG with at most `most_pixels` pixels; gives up to `capacity` of them.
czxing_outcome czxing_read_png(const uint8_t *png, size_t count, size_t most_pixels,
                               czxing_symbol *symbols, size_t capacity, size_t *found);

void czxing_free(czxing_symbol *symbols, size_t count);

#ifdef __cplusplus
}
#endif

#endif
