namespace Neuropil.Learning;

/// <summary>What the reader does where a pickle calls a name.</summary>
internal enum PickleGlobalKind
{
    /// <summary>A class: an instance is its arguments and its state.</summary>
    Class,

    /// <summary>A function or class that may be referred to, not called.</summary>
    Inert,

    /// <summary>numpy's constructor of an empty array that its state will fill.</summary>
    ArrayConstructor,

    /// <summary>numpy's constructor of an array from its bytes, type, shape and order.</summary>
    ArrayFromBytes,

    /// <summary>numpy's dtype.</summary>
    ArrayType,

    /// <summary>numpy's constructor of one number.</summary>
    ArrayScalar,

    /// <summary>joblib's mark that an array's bytes follow.</summary>
    ArrayWrapper,

    /// <summary>Python's bytes or bytearray.</summary>
    Bytes,

    /// <summary>Bytes written as text, by the oldest protocols.</summary>
    EncodedText,

    /// <summary>copyreg._reconstructor: an instance of the class that is its first argument.</summary>
    Reconstructor,

    /// <summary>A constructor of an empty instance of the class that is its first argument.</summary>
    EmptyInstance,

    /// <summary>An ordered dictionary.</summary>
    Dictionary,

    /// <summary>A set.</summary>
    Set,
}
