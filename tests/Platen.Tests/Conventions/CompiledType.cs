using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Platen.Tests.Conventions;

/// <summary>A type as it was compiled, and every type that its members, signatures and method bodies name.</summary>
sealed record CompiledType(string Namespace, string Name, IReadOnlySet<string> Uses)
{
    /// <summary>The types of an assembly; what the compiler nests in a type (lambdas, async methods) counts as the type's own.</summary>
    public static IReadOnlyList<CompiledType> In(System.Reflection.Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return [.. module.Types.Where(type => type.Namespace.Length > 0).Select(Of)];
    }

    static CompiledType Of(TypeDefinition type)
    {
        var uses = new HashSet<string>(StringComparer.Ordinal);
        Collect(type, uses);
        return new CompiledType(type.Namespace, type.Name, uses);
    }

    static void Collect(TypeDefinition type, HashSet<string> uses)
    {
        Add(type.BaseType, uses);
        foreach (var implemented in type.Interfaces)
            Add(implemented.InterfaceType, uses);

        foreach (var field in type.Fields)
            Add(field.FieldType, uses);

        AddAttributes(type, uses);
        foreach (var method in type.Methods)
            Collect(method, uses);

        foreach (var nested in type.NestedTypes)
            Collect(nested, uses);
    }

    static void Collect(MethodDefinition method, HashSet<string> uses)
    {
        Add(method, uses);
        AddAttributes(method, uses);
        if (!method.HasBody)
            return;

        foreach (var variable in method.Body.Variables)
            Add(variable.VariableType, uses);

        foreach (var instruction in method.Body.Instructions)
            Add(instruction.Operand, uses);
    }

    static void Add(object? named, HashSet<string> uses)
    {
        switch (named)
        {
            case GenericInstanceType generic:
                Add(generic.ElementType, uses);
                AddAll(generic.GenericArguments, uses);
                break;
            case TypeSpecification wrapped:
                Add(wrapped.ElementType, uses);
                break;
            case TypeReference type:
                for (var outer = type; outer is not null; outer = outer.DeclaringType)
                    uses.Add(outer.FullName);
                break;
            case MethodReference method:
                Add(method.DeclaringType, uses);
                Add(method.ReturnType, uses);
                AddAll(method.Parameters.Select(parameter => parameter.ParameterType), uses);
                if (method is GenericInstanceMethod instance)
                    AddAll(instance.GenericArguments, uses);
                break;
            case FieldReference field:
                Add(field.DeclaringType, uses);
                Add(field.FieldType, uses);
                break;
            case VariableDefinition variable:
                Add(variable.VariableType, uses);
                break;
        }
    }

    static void AddAll(IEnumerable<TypeReference> types, HashSet<string> uses)
    {
        foreach (var type in types)
            Add(type, uses);
    }

    static void AddAttributes(ICustomAttributeProvider provider, HashSet<string> uses)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType, uses);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>(), uses);
        }
    }
}
