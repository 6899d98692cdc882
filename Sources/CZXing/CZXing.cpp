// A C face for two libraries of Debian: zxing-cpp (libzxing-dev) finds codes, libpng (libpng-dev) opens pictures.
// No exception may leave this file: Swift cannot catch it.
#include "CZXing.h"

#include <cstdlib>
#include <cstring>
#include <vector>

#include <png.h>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace {

czxing_outcome grey_pixels(const uint8_t *png, size_t count, size_t most_pixels, std::vector<uint8_t> &pixels,
                           unsigned &width, unsigned &height) {
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, png, count)) return CZXING_NOT_A_PICTURE;
    // The size stands in the header, so nothing has been unpacked yet.
    if (image.width == 0 || image.height == 0 || image.width > most_pixels / image.height) {
        png_image_free(&image);
        return CZXING_TOO_LARGE;
    }
    image.format = PNG_FORMAT_GRAY;
    pixels.resize(PNG_IMAGE_SIZE(image));
    const png_color white = {255, 255, 255};
    if (!png_image_finish_read(&image, &white, pixels.data(), 0, nullptr)) {
        png_image_free(&image);
        return CZXING_NOT_A_PICTURE;
    }
    width = image.width;
    height = image.height;
    return CZXING_OK;
}

} // namespace

extern "C" czxing_outcome czxing_read_png(const uint8_t *png, size_t count, size_t most_pixels,
                                          czxing_symbol *symbols, size_t capacity, size_t *found) {
    *found = 0;
    try {
        std::vector<uint8_t> pixels;
        unsigned width = 0, height = 0;
        const czxing_outcome opened = grey_pixels(png, count, most_pixels, pixels, width, height);
        if (opened != CZXING_OK) return opened;
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
        const ZXing::ImageView view(pixels.data(), int(width), int(height), ZXing::ImageFormat::Lum);
        for (const auto &result : ZXing::ReadBarcodes(view, hints)) {
            if (!result.isValid() || *found == capacity) continue;
            const auto &bytes = result.bytes();
            auto *copy = static_cast<uint8_t *>(std::malloc(bytes.size() + 1));
            if (copy == nullptr) return CZXING_FAILED;
            std::memcpy(copy, bytes.data(), bytes.size());
            const bool isPart = result.sequenceSize() > 1;
            symbols[*found] = {copy, bytes.size(), isPart ? result.sequenceIndex() : -1,
                               isPart ? result.sequenceSize() : 1,
                               isPart ? std::atoi(result.sequenceId().c_str()) : -1};
            ++*found;
        }
        return *found == 0 ? CZXING_NO_CODE : CZXING_OK;
    } catch (...) {
        return CZXING_FAILED;
    }
}

extern "C" void czxing_free(czxing_symbol *symbols, size_t count) {
    for (size_t index = 0; index < count; ++index) std::free(symbols[index].bytes);
}
