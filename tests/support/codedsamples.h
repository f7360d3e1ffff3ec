// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

/// One text of kPlainBytes in every coding that is decoded.

inline const QByteArray kGzip = QByteArray::fromBase64(
    "H4sIAAAAAAAAA23UO25CQRBE0ZxVvAU4mP7NZzkEIFtCOACJ7VvW1MtufLOj7nr8PG9HO37vx+f7+j4+19fxuj3fX0e7PP6TQVq2dnSIM+aOAXHU"
    "2DEh9tF3LIi1asdO0XLHATEjdpwQo3zHBdGHCYGAbJ1EZGRNRkZILiMjpJVCMlKaXUpGTGOKychpNDkZQXUXlJFUpaSMqLKLyokqpqicqHyd54RU"
    "JisnKwtZOVmVqJyo1hCVE9VconKimiYqJ6oRonKi6iWqIKoaogqiyimqIKps5+sRVbiogqg8ZRVkZV1WgVaiCqISVBDUckEFQc0UVBLU6IJKgupD"
    "UElQtQSVBFV2jhRBZQgqCSpKUElQPiSVJGVLVklWZrJKsgpRFVGtElUR1eyiKqIaU1SFe95EVTjofg46LnqKqogqu6gKj2qKqnDUm6gKV93t8gcL"
    "9/3x9gYAAA==");
inline const QByteArray kDeflate = QByteArray::fromBase64(
    "eJxt1DtuQkEQRNGcVbwFOJj+zWc5BCBbQjgAie1b1tTLbnyzo+56/DxvRzt+78fn+/"
    "o+PtfX8bo9319Huzz+k0FatnZ0iDPmjgFx1NgxIfbRdyyItWrH"
    "TtFyxwExI3acEKN8xwXRhwmBgGydRGRkTUZGSC4jI6SVQjJSml1KRkxjisnIaTQ5GUF1F5SRVKWkjKiyi8qJKqaonKh8neeEVCYrJysLWTlZlaic"
    "qNYQlRPVXKJyopomKieqEaJyouolqiCqGqIKosopqiCqbOfrEVW4qIKoPGUVZGVdVoFWogqiElQQ1HJBBUHNFFQS1OiCSoLqQ1BJULUElQRVdo4U"
    "QWUIKgkqSlBJUD4klSRlS1ZJVmaySrIKURVRrRJVEdXsoiqiGlNUhXveRFU46H4OOi56iqqIKruoCo9qiqpw1JuoClfd7fIHD3MkFg==");
inline const QByteArray kBrotli = QByteArray::fromBase64(
    "G/UGoIzUTnfiTGhusP3OakwREL27UYaZvREVJwqd/SEtBi0eyrxkGpCSFgvOMQaKodsezuPP4vvWe0fE8/"
    "t+q7jraYTP4aKe5YoTR5rJyOOzZgwpI1I7"
    "dOumg38oF1dE6tTbi/"
    "iegtSdkZs1JyWl09TWat1ocNRVbgntO3awYsFI60F+L0bTPTEBtQ1bN2McseqUUO2xUyuWHamtkYuxZlcoF6Xd6zmRWVHJUJlQ"
    "8VExqIhUaGo7phYXKgB1UXTOdHboZOmk6EzTseho6HDpsH57qT+NBw==");
inline const QByteArray kZstd = QByteArray::fromBase64(
    "KLUv/WT2BYUHAIJNIBiQJ2kDADDPFsXqkJkREdmbdkojT/+iwAUE24tvPs3nL13qVif7777SfKyp0u+TZ4q2e6+IQiXDsWvPbBM9dW0Z27juU12l"
    "9ax1fc2y15pLwzlLlKIVyTjHUngkq9fb7Kkh/X4qmnrZbD0eCRkABsKgMArFYRgKgcMIKBgyBoQBgnaoIYzV+58BoKOUPBEkGJwIP8oPf8klES+J"
    "eIFL5Udk4MDkkXjKdJOBIERc7Pk1vzSBuAjERSBmXRpUosqXziQx60LSEg2L3RUSlWhS7KKUk4aiVJ5MYrJJtr9FElsstJpKrEhGAJhokB34Vd+r"
    "Xzc=");                                ///< with a checksum
inline constexpr qint64 kPlainBytes = 1782; ///< of each of them

struct CodedSample {
    const char *name; ///< as the server writes it
    QByteArray content;
};

inline QList<CodedSample> codedSamples()
{
    return {{"gzip", kGzip}, {"deflate", kDeflate}, {"br", kBrotli},
            {"zstd", kZstd}, {"x-gzip", kGzip},     {"GZip", kGzip}};
}
