using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DeployOps.Conventions.Tests.Metadata;

/// <summary>
/// Reads every use of a type from a compiled assembly: bases, signatures, attributes, and the instructions of method
/// bodies, those of lambdas and async methods included. The value of a constant is the one use that leaves no trace.
/// </summary>
internal sealed class ReferenceReader
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly TypeNames _names;
    private readonly HashSet<Reference> _found = [];
    private string _from = "";

    private ReferenceReader(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _names = new TypeNames(_metadata);
    }

    /// <summary>Reads an assembly.</summary>
    public static IReadOnlyCollection<Reference> Read(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = new ReferenceReader(file);
        foreach (var handle in reader._metadata.TypeDefinitions)
        {
            reader.ReadType(handle);
        }

        return reader._found;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        _from = _names.Of(handle);
        Use(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Use(_metadata.GetInterfaceImplementation(implementation).Interface);
        }

        ReadConstraints(type.GetGenericParameters());
        ReadAttributes(type.GetCustomAttributes());
        foreach (var field in type.GetFields().Select(_metadata.GetFieldDefinition))
        {
            Use(field.DecodeSignature(_names, null));
            ReadAttributes(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(_metadata.GetPropertyDefinition))
        {
            ReadAttributes(property.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(_metadata.GetMethodDefinition))
        {
            Use(TypeNames.All(method.DecodeSignature(_names, null)));
            ReadConstraints(method.GetGenericParameters());
            ReadAttributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress != 0)
            {
                ReadBody(_file.GetMethodBody(method.RelativeVirtualAddress));
            }
        }
    }

    private void ReadBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null))
            {
                Use(local);
            }
        }

        foreach (var region in body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch))
        {
            Use(region.CatchType);
        }

        foreach (var token in InstructionTokens.Read(body.GetILReader()))
        {
            Use(token);
        }
    }

    private void ReadConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(parameter => _metadata.GetGenericParameter(parameter).GetConstraints()))
        {
            Use(_metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void ReadAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            Use(_metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void Use(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification when !handle.IsNil:
                Use(_names.All(handle));
                break;
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Use([_names.Of(method.GetDeclaringType())], _metadata.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Use([_names.Of(field.GetDeclaringType())], _metadata.GetString(field.Name));
                break;
            case HandleKind.MemberReference:
                var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                Use(_names.All(member.Parent), _metadata.GetString(member.Name));
                Use(member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(_names, null) : TypeNames.All(member.DecodeMethodSignature(_names, null)));
                break;
            case HandleKind.MethodSpecification:
                var specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Use(specification.Method);
                Use(specification.DecodeSignature(_names, null).SelectMany(names => names));
                break;
            case HandleKind.StandaloneSignature:
                var signature = _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle);
                if (signature.GetKind() == StandaloneSignatureKind.Method)
                {
                    Use(TypeNames.All(signature.DecodeMethodSignature(_names, null)));
                }

                break;
            default:
                break;
        }
    }

    private void Use(IEnumerable<string> types, string member = "")
    {
        foreach (var type in types.Where(type => type != _from))
        {
            _found.Add(new Reference(_from, type, member));
        }
    }
}
