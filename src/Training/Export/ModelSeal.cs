using System.Security.Cryptography;
using Google.Protobuf;
using MlPipeline.Models;
using MlPipeline.Training.Export.Onnx;

namespace MlPipeline.Training.Export;

/// <summary>Puts the checksum into a model that is ready to be written: what <c>ModelChecksum</c> in the library checks.</summary>
internal static class ModelSeal
{
    /// <summary>
    /// Hashes the model without a checksum, and puts the new one first of its properties: a file that is cut off later has it still.
    /// </summary>
    /// <param name="model">The model; changed.</param>
    /// <returns>The model.</returns>
    public static ModelProto Seal(ModelProto model)
    {
        foreach (var old in model.MetadataProps.Where(property => property.Key == OnnxHeader.ChecksumKey).ToList())
            model.MetadataProps.Remove(old);

        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            model.WriteTo(stream);
        model.MetadataProps.Insert(0, new StringStringEntryProto
        {
            Key = OnnxHeader.ChecksumKey,
            Value = Convert.ToHexStringLower(hash.Hash!),
        });
        return model;
    }
}
