// SPDX-License-Identifier: MIT
#include "paint/colors.h"

namespace hopscope
{

namespace
{

constexpr QRgb rgb(unsigned hex)
{
    return 0xff000000U | hex;
}

constexpr Colors light{
    .dark = false,
    .rail = rgb(0xecedf1),
    .window = rgb(0xf3f4f6),
    .surface = rgb(0xffffff),
    .header = rgb(0xf9fafc),
    .border = rgb(0xc9cdd6),
    .line = rgb(0xe6e8ec),
    .text = rgb(0x1d2130),
    .muted = rgb(0x5c6478),
    .accent = rgb(0x2563d9),
    .onAccent = rgb(0xffffff),
    .selection = rgb(0xeff5ff),
    .link = rgb(0x1a4fad),
    .mark = rgb(0xffe9a3),
    .good = {rgb(0xe3f4e5), rgb(0xa9d8b1), rgb(0x17592a)},
    .warn = {rgb(0xfff0c8), rgb(0xe0c060), rgb(0x6b4700)},
    .bad = {rgb(0xfde3e3), rgb(0xeaa6a6), rgb(0x8f1420)},
    .info = {rgb(0xe3edfd), rgb(0xa8c4f2), rgb(0x1a4480)},
    .plain = {rgb(0xeceef2), rgb(0xc9cdd6), rgb(0x3d4457)},
    .get = {rgb(0xdcf1e0), rgb(0xdcf1e0), rgb(0x17592a)},
    .post = {rgb(0xffe8d2), rgb(0xffe8d2), rgb(0x8a3d00)},
    .phases = {rgb(0x9acfc0), rgb(0xf0b080), rgb(0xc9a6e8), rgb(0xe3cf6b), rgb(0x80b0f0), rgb(0xe093a6)},
};

constexpr Colors dark{
    .dark = true,
    .rail = rgb(0x14171d),
    .window = rgb(0x1a1d24),
    .surface = rgb(0x22262f),
    .header = rgb(0x272c36),
    .border = rgb(0x454c5c),
    .line = rgb(0x333947),
    .text = rgb(0xe8eaf0),
    .muted = rgb(0xa3abbd),
    .accent = rgb(0x2f66d6),
    .onAccent = rgb(0xffffff),
    .selection = rgb(0x25324b),
    .link = rgb(0x8db8ff),
    .mark = rgb(0x6b5510),
    .good = {rgb(0x1d3b27), rgb(0x356b47), rgb(0xa5e6b6)},
    .warn = {rgb(0x44370f), rgb(0x80691f), rgb(0xffdf8a)},
    .bad = {rgb(0x4a1f24), rgb(0x87404a), rgb(0xffb9bf)},
    .info = {rgb(0x1e3354), rgb(0x3c5f96), rgb(0xb5d2ff)},
    .plain = {rgb(0x323846), rgb(0x454c5c), rgb(0xcdd3e0)},
    .get = {rgb(0x1d3b27), rgb(0x1d3b27), rgb(0xa5e6b6)},
    .post = {rgb(0x4a2f16), rgb(0x4a2f16), rgb(0xffc999)},
    .phases = {rgb(0x4f9c88), rgb(0xc07d48), rgb(0x9470b8), rgb(0xb09a33), rgb(0x4d82c8), rgb(0xb05c72)},
};

constexpr Colors contrast{
    .dark = true,
    .rail = rgb(0x000000),
    .window = rgb(0x000000),
    .surface = rgb(0x000000),
    .header = rgb(0x1a1a1a),
    .border = rgb(0xffffff),
    .line = rgb(0x8f8f8f),
    .text = rgb(0xffffff),
    .muted = rgb(0xdedede),
    .accent = rgb(0xffd400),
    .onAccent = rgb(0x000000),
    .selection = rgb(0x0b3566),
    .link = rgb(0x8fd8ff),
    .mark = rgb(0x574400),
    .good = {rgb(0x000000), rgb(0x4dff88), rgb(0x8dffb0)},
    .warn = {rgb(0x000000), rgb(0xffd400), rgb(0xffe680)},
    .bad = {rgb(0x000000), rgb(0xff8080), rgb(0xffb8b8)},
    .info = {rgb(0x000000), rgb(0x7fd4ff), rgb(0xb0e4ff)},
    .plain = {rgb(0x000000), rgb(0xffffff), rgb(0xffffff)},
    .get = {rgb(0x000000), rgb(0x4dff88), rgb(0x8dffb0)},
    .post = {rgb(0x000000), rgb(0xffb066), rgb(0xffcf9e)},
    .phases = {rgb(0x7fe0c4), rgb(0xffb074), rgb(0xd0a8ff), rgb(0xffe14d), rgb(0x7fb8ff), rgb(0xff9ab4)},
};

} // namespace

const Colors &lightColors()
{
    return light;
}

const Colors &darkColors()
{
    return dark;
}

const Colors &contrastColors()
{
    return contrast;
}

} // namespace hopscope
