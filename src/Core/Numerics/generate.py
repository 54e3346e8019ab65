"""Writes PortableMath.Tables.cs: tables of exp and log, computed with 200 bits (mpmath) and rounded once."""
import os
import mpmath as mp

mp.mp.prec = 200


def pair(value):
    high = float(value)
    return high, float(value - mp.mpf(high))


def literal(number):
    return repr(float(number))


def rows(numbers, per_line=4):
    texts = [literal(number) for number in numbers]
    return "\n".join("        " + ", ".join(texts[i:i + per_line]) + "," for i in range(0, len(texts), per_line))


def truncated(value, bits):
    """Cuts a number to so many bits, so that small multiples of it are exact."""
    mantissa, exponent = mp.frexp(value)
    return mp.ldexp(mp.floor(mp.ldexp(mantissa, bits)), int(exponent) - bits)


step = mp.log(2) / 32
step_high = truncated(step, 36)
powers = [pair(mp.mpf(2) ** (mp.mpf(j) / 32)) for j in range(32)]

# Of every 1/128 of [1, 2): a short reciprocal of its middle, by which a mantissa becomes a number near 1, and its logarithm.
inverses, logs = [], []
for i in range(128):
    middle = 1 + (mp.mpf(i) + mp.mpf(1) / 2) / 128
    inverse = mp.nint(mp.mpf(512) / middle) / 512
    if i == 0:
        inverse = mp.mpf(1)
    if i == 127:
        inverse = mp.mpf(1) / 2
    inverses.append(inverse)
    logs.append(-mp.log(inverse))
logs_high = [truncated(value, 40) if value else mp.mpf(0) for value in logs]
logs_high = [mp.ldexp(mp.floor(mp.ldexp(value, 41)), -41) for value in logs]
two = mp.log(2)
two_high = mp.ldexp(mp.floor(mp.ldexp(two, 41)), -41)

text = f"""namespace MlPipeline.Numerics;

/// <summary>Tables that generate.py wrote.</summary>
internal static partial class PortableMath
{{
    private const double StepInverse = {literal(1 / step)}, StepHigh = {literal(step_high)}, StepLow = {literal(step - step_high)};
    private const double Ln2High = {literal(two_high)}, Ln2Low = {literal(two - two_high)};

    // 2^(j / 32), and what rounding took from it.
    private static ReadOnlySpan<double> Powers =>
    [
{rows([high for high, _ in powers])}
    ];

    private static ReadOnlySpan<double> PowersRest =>
    [
{rows([low for _, low in powers])}
    ];

    // 9 bits each; the logarithms of their reciprocals, in multiples of 2^-41, and the rest.
    private static ReadOnlySpan<double> Inverses =>
    [
{rows(inverses)}
    ];

    private static ReadOnlySpan<double> Logs =>
    [
{rows(logs_high)}
    ];

    private static ReadOnlySpan<double> LogsRest =>
    [
{rows([full - high for full, high in zip(logs, logs_high)])}
    ];
}}
"""
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "PortableMath.Tables.cs"), "w", encoding="utf-8") as file:
    file.write(text)
